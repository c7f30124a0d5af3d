using Creneau.Availability;

namespace Creneau.Offers;

/// <summary>What becomes of the attempt to give somebody another start.</summary>
internal enum OfferStep
{
    /// <summary>Done; or there is nothing to be offered.</summary>
    Done,

    /// <summary>That start is gone: another one comes next.</summary>
    TryNext,

    /// <summary>Past holds with further desks lie in the way.</summary>
    StartAgain,
}

/// <summary>One attempt after another to keep a start for somebody whose appointment is cancelled; none unless it was chosen.</summary>
internal sealed class OfferAttempt
{
    private int _next;
    private DeskChoice _choice = new([]);

    /// <summary>What is offered is decided once, by memory.</summary>
    public bool IsChosen { get; private set; }

    public IReadOnlyList<FoundStart> Found { get; private set; } = [];

    /// <summary>The starts that may be kept.</summary>
    public IReadOnlyList<FoundStart> Keepable { get; private set; } = [];

    /// <summary>Further desks of past holds that lie in the way.</summary>
    public List<int> Also { get; } = [];

    /// <summary>The start that is tried; null when there is none left.</summary>
    public FoundStart? Tried => _next < Keepable.Count ? Keepable[_next] : null;

    public IReadOnlyList<int> TriedDesks => _choice.Current;

    /// <summary>The desks to lock beside the appointment's own.</summary>
    public IReadOnlyCollection<int> Wanted => [.. _choice.Current.Concat(Also)];

    public void Choose(IReadOnlyList<FoundStart> found, IReadOnlyList<FoundStart> keepable)
    {
        (Found, Keepable, IsChosen) = (found, keepable, true);
        _choice = new DeskChoice(Tried?.Desks ?? []);
    }

    /// <summary>A desk does not do: the next one of its group, or the next start.</summary>
    public void Skip(int group)
    {
        _choice.Skip(group);
        if (_choice.IsExhausted)
        {
            _next++;
            _choice = new DeskChoice(Tried?.Desks ?? []);
        }
    }

    /// <summary>The starts that are gone are not shown either.</summary>
    public IEnumerable<FoundStart> Left => Found.Except(Keepable.Take(_next));
}
