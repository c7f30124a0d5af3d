namespace Creneau.Scheduling;

/// <summary>A desk as the search sees it. Whoever owns the availability swaps <see cref="Calendar"/>; readers take it once and see one state.</summary>
/// <param name="deskId">Its id.</param>
public sealed class DeskView(int deskId)
{
    private volatile DeskCalendar _calendar = DeskCalendar.Empty;

    /// <summary>Its id.</summary>
    public int DeskId { get; } = deskId;

    /// <summary>The present state; replaced as a whole, visible to all threads at once.</summary>
    public DeskCalendar Calendar
    {
        get => _calendar;
        set => _calendar = value;
    }
}
