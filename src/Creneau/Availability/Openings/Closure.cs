using Creneau.Scheduling;

namespace Creneau.Availability.Openings;

public enum ClosureReason : short
{
    Other = 0,
    Holiday = 1,
    OutOfOrder = 2,
    Strike = 3,
}

/// <summary>
/// Dates or a time range in which a desk, a site or a whole town hall is closed. Exactly one of the three is named.
/// A desk out of order is a closure without an end, until somebody sets one.
/// </summary>
public sealed class Closure
{
    /// <summary>Letters of what people are told.</summary>
    public const int LongestTold = 200;

    private Closure()
    {
    }

    private Closure(Closing when, ClosureReason reason, string? told) => Set(when, reason, told);

    public int Id { get; private set; }
    public int? TownHallId { get; private set; }
    public int? SiteId { get; private set; }
    public int? DeskId { get; private set; }
    public DateOnly FromDate { get; private set; }
    public int FromMinute { get; private set; }
    public DateOnly? UntilDate { get; private set; }
    public int UntilMinute { get; private set; }
    public ClosureReason Reason { get; private set; }

    /// <summary>What people are told, in the town hall's words; null when the reason says enough.</summary>
    public string? Told { get; private set; }

    public static Closure OfTownHall(int townHallId, Closing when, ClosureReason reason, string? told = null) =>
        new(when, reason, told) { TownHallId = townHallId };

    public static Closure OfSite(int siteId, Closing when, ClosureReason reason, string? told = null) =>
        new(when, reason, told) { SiteId = siteId };

    public static Closure OfDesk(int deskId, Closing when, ClosureReason reason, string? told = null) =>
        new(when, reason, told) { DeskId = deskId };

    public void Set(Closing when, ClosureReason reason, string? told)
    {
        (FromDate, FromMinute, UntilDate, UntilMinute) = when;
        (Reason, Told) = (reason, told);
    }

    /// <summary>It is over from then on.</summary>
    public void EndAt(DateOnly date, int minute) => (UntilDate, UntilMinute) = (date, minute);

    public Closing ToClosing() => new(FromDate, FromMinute, UntilDate, UntilMinute);
}
