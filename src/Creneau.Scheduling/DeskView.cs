namespace Creneau.Scheduling;

/// <summary>A desk as the search sees it. Whoever owns the availability swaps <see cref="Calendar"/>; readers take it once and see one state.</summary>
/// <param name="deskId">Its id.</param>
public sealed class DeskView(int deskId)
{
    private volatile DeskCalendar _calendar = DeskCalendar.Empty;
    private FreeHints? _hints;
    private int _row;

    /// <summary>Its id.</summary>
    public int DeskId { get; } = deskId;

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
    /// <exception cref="InvalidOperationException">It belongs to a map already.</exception>
    internal void KeepHints(FreeHints hints, int row)
    {
        if (_hints is not null)
        {
            throw new InvalidOperationException($"Desk {DeskId} belongs to a map already.");
        }

        (_hints, _row) = (hints, row);
        hints.Write(row, _calendar);
    }
}
