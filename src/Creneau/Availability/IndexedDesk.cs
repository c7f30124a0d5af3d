using Creneau.Scheduling;

namespace Creneau.Availability;

/// <summary>The place in memory where one desk's state is swapped, with a view of it for each planning that the search reads.</summary>
public sealed class IndexedDesk
{
    private readonly Lock _swap = new();
    private readonly Dictionary<int, DeskView> _views;
    private DeskState _state;

    /// <param name="groupOf">The group of the desk in a planning, by the planning's id.</param>
    public IndexedDesk(DeskState state, Func<int, int> groupOf)
    {
        _state = state;
        _views = state.Calendars.ToDictionary(
            one => one.PlanningId,
            one => new DeskView(state.DeskId, groupOf(one.PlanningId)) { Calendar = one.Calendar });
    }

    public DeskState State => Volatile.Read(ref _state);

    public DeskView ViewFor(int planningId) => _views[planningId];

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
        foreach (var one in state.Calendars)
        {
            if (_views.TryGetValue(one.PlanningId, out var view))
            {
                view.Calendar = one.Calendar;
            }
        }
    }
}
