using Creneau.Availability;
using Creneau.Scheduling;
using Creneau.Text;

namespace Creneau.Offers.Runs;

public enum CancellationScope : short
{
    /// <summary>Appointments that the agent chose, one or several.</summary>
    Chosen = 0,
    DeskDay = 1,
    SiteWeek = 2,

    /// <summary>« À partir de maintenant », until the end of the day.</summary>
    FromNow = 3,
}

/// <summary>A time at a desk or a whole site in which a town hall cancels; wall clock there, the end not included.</summary>
/// <param name="DeskId">Null: every desk of the site.</param>
/// <param name="UntilMinute">Up to 1440, the end of the day.</param>
public sealed record CancelledRange(int SiteId, int? DeskId, DateOnly FromDate, int FromMinute, DateOnly UntilDate, int UntilMinute)
{
    /// <summary>Longest range, in days.</summary>
    public const int MostDays = 31;

    public static CancelledRange Of(SlotTime slot) =>
        new(slot.SiteId, slot.DeskId, slot.Date, slot.StartMinute, slot.Date, slot.EndMinute);

    public static CancelledRange Day(int siteId, int? deskId, DateOnly date) => new(siteId, deskId, date, 0, date, DayBits.MinutesPerDay);

    public bool IsReversed => (UntilDate, UntilMinute).CompareTo((FromDate, FromMinute)) <= 0;

    public bool IsTooLong => UntilDate.DayNumber - FromDate.DayNumber >= MostDays;

    /// <summary>Whether some of a part of a day lies in it.</summary>
    public bool Overlaps(DateOnly date, int startMinute, int endMinute) =>
        (date, endMinute).CompareTo((FromDate, FromMinute)) > 0 && (date, startMinute).CompareTo((UntilDate, UntilMinute)) < 0;
}

/// <summary>
/// A cancellation of several appointments by the town hall. All are asked for at once and carried out one by one, each with its
/// offer: what became of each is read from the appointments and offers, which name it.
/// </summary>
public sealed class CancellationRun
{
    private readonly List<CancellationItem> _items = [];

    private CancellationRun()
    {
    }

    internal CancellationRun(int townHallId, CancellationScope scope, string reason, (int? AgentId, DateTime NowUtc) started)
    {
        (TownHallId, Scope, Reason) = (townHallId, scope, reason);
        (AgentId, StartedUtc) = started;
    }

    public int Id { get; private set; }
    public int TownHallId { get; private set; }
    public int? AgentId { get; private set; }
    public CancellationScope Scope { get; private set; }

    /// <summary>Of a scope that is a range; null for chosen ones.</summary>
    public int? SiteId { get; private set; }

    /// <summary>Null: every desk of the site.</summary>
    public int? DeskId { get; private set; }

    public DateOnly FromDate { get; private set; }
    public int FromMinute { get; private set; }
    public DateOnly UntilDate { get; private set; }
    public int UntilMinute { get; private set; }

    /// <summary>What the people are told: a code of <see cref="ListedReason"/>, or typed.</summary>
    public string Reason { get; private set; } = "";

    public DateTime StartedUtc { get; private set; }

    /// <summary>« Arrêter ici »: what was not carried out by then stays as it was.</summary>
    public DateTime? StoppedUtc { get; private set; }

    /// <summary>The closure that was written in the same act; null when none was, or it was taken back.</summary>
    public int? ClosureId { get; private set; }

    public DateTime DeleteAfterUtc { get; private set; }

    public IReadOnlyList<CancellationItem> Items => _items;

    /// <summary>Null for chosen ones.</summary>
    public CancelledRange? Range =>
        SiteId is { } site ? new CancelledRange(site, DeskId, FromDate, FromMinute, UntilDate, UntilMinute) : null;

    /// <param name="range">Of a scope that is one; for chosen ones the first and last of them.</param>
    internal void Cover(CancelledRange range, DateTime deleteAfterUtc)
    {
        (SiteId, DeskId) = Scope == CancellationScope.Chosen ? (null, null) : ((int?)range.SiteId, range.DeskId);
        (FromDate, FromMinute, UntilDate, UntilMinute) = (range.FromDate, range.FromMinute, range.UntilDate, range.UntilMinute);
        DeleteAfterUtc = deleteAfterUtc;
    }

    internal void Add(Guid appointmentId, SlotTime slot) => _items.Add(new CancellationItem(_items.Count, appointmentId, slot));

    internal void Stop(DateTime nowUtc) => StoppedUtc = nowUtc;

    internal void SetClosure(int? closureId) => ClosureId = closureId;
}

/// <summary>One appointment of a run, where it was when it began; the order is that of their starts.</summary>
public sealed class CancellationItem
{
    private CancellationItem()
    {
    }

    internal CancellationItem(int ordinal, Guid appointmentId, SlotTime slot)
    {
        (Ordinal, AppointmentId) = (ordinal, appointmentId);
        (SiteId, DeskId, Date, StartMinute, EndMinute) = (slot.SiteId, slot.DeskId, slot.Date, slot.StartMinute, slot.EndMinute);
    }

    public int RunId { get; private set; }
    public int Ordinal { get; private set; }
    public Guid AppointmentId { get; private set; }
    public int SiteId { get; private set; }
    public int DeskId { get; private set; }
    public DateOnly Date { get; private set; }
    public int StartMinute { get; private set; }
    public int EndMinute { get; private set; }

    /// <summary>Its own time, at its desk.</summary>
    public CancelledRange Range => new(SiteId, DeskId, Date, StartMinute, Date, EndMinute);

    /// <summary>The run was stopped before its turn, or it was taken out of it: it stays as it was.</summary>
    public bool IsStopped { get; private set; }

    internal void Stop() => IsStopped = true;
}
