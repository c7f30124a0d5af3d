namespace Creneau.Scheduling;

/// <summary>
/// A desk as the search sees it in one planning. Whoever owns the availability swaps <see cref="Calendar"/>; readers take it
/// once and see one state. A desk that serves several plannings has one view for each: its own openings, the same units taken.
/// </summary>
/// <param name="deskId">Its id.</param>
/// <param name="group">Ordinal of the desk group that it belongs to in this planning, 0 to 7.</param>
/// <exception cref="ArgumentOutOfRangeException">The group is not 0 to 7.</exception>
public sealed class DeskView(int deskId, int group = 0)
{
    /// <summary>Number of desk groups that a planning can have.</summary>
    public const int MostGroups = 8;

    private volatile DeskCalendar _calendar = DeskCalendar.Empty;
    private FreeHints? _hints;
    private int _row;

    /// <summary>Its id.</summary>
    public int DeskId { get; } = deskId;

    /// <summary>Ordinal of the desk group that it belongs to in this planning, 0 to 7.</summary>
    public int Group { get; } = group is >= 0 and < MostGroups
        ? group
        : throw new ArgumentOutOfRangeException(nameof(group), group, "A number between 0 and 7 is needed.");

    /// <summary>The present state; replaced as a whole, visible to all threads at once.</summary>
    public DeskCalendar Calendar
    {
        get => _calendar;
        set
        {
            _calendar = value;
            _hints?.Write(_row, value);
        }
    }

    /// <summary>From now on the hints follow <see cref="Calendar"/>.</summary>
    /// <exception cref="InvalidOperationException">It belongs to a map, or to another planning of this one, already.</exception>
    internal void SetHints(FreeHints hints, int row)
    {
        if (_hints is not null)
        {
            throw new InvalidOperationException($"Desk {DeskId} belongs to a map already.");
        }

        (_hints, _row) = (hints, row);
        hints.Write(row, _calendar);
    }
}
