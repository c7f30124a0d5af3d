using Creneau.Scheduling;

namespace Creneau.Availability;

/// <summary>The place in memory where one desk's state is swapped, and the view that the search reads.</summary>
public sealed class IndexedDesk
{
    private readonly Lock _swap = new();
    private DeskState _state;

    public IndexedDesk(DeskState state)
    {
        _state = state;
        View = new DeskView(state.DeskId) { Calendar = state.Calendar };
    }

    public DeskView View { get; }

    public DeskState State => Volatile.Read(ref _state);

    /// <summary>Applies a commit that follows the known revision; an older one is ignored.</summary>
    /// <returns>False when a revision in between is missing: the desk must be reloaded.</returns>
    public bool Apply(long revision, IEnumerable<DeskChange> changes)
    {
        lock (_swap)
        {
            if (revision <= _state.Revision)
            {
                return true;
            }

            if (revision != _state.Revision + 1)
            {
                return false;
            }

            Swap(_state.After(revision, changes));
            return true;
        }
    }

    /// <summary>Takes a state read from the database unless memory is already further.</summary>
    public void Replace(DeskState loaded)
    {
        lock (_swap)
        {
            if (loaded.Revision >= _state.Revision)
            {
                Swap(loaded);
            }
        }
    }

    private void Swap(DeskState state)
    {
        Volatile.Write(ref _state, state);
        View.Calendar = state.Calendar;
    }
}
