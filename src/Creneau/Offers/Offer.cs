using System.Text.Json;

namespace Creneau.Offers;

public enum OfferState : short
{
    /// <summary>May be taken; what was kept may be kept no more.</summary>
    Open = 0,

    /// <summary>One of its starts was taken.</summary>
    Taken = 1,

    /// <summary>« Non merci. »</summary>
    Declined = 2,

    /// <summary>An agent restored the appointment instead.</summary>
    Withdrawn = 3,
}

/// <summary>
/// What a town hall that cancelled an appointment offers instead (rule 7): one start that is kept, and up to four that are only
/// shown. There is one for every such cancellation, also when nothing was free.
/// </summary>
public sealed class Offer
{
    /// <summary>Starts that are shown beside the one that is kept.</summary>
    public const int MostShown = 4;

    /// <summary>So long the one is kept, at the latest <see cref="BeforeStart"/>.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public static readonly TimeSpan BeforeStart = TimeSpan.FromHours(1);

    /// <summary>So long everybody has to answer: a start that could be kept for less is only shown, and a later one is kept.</summary>
    public static readonly TimeSpan LeastKept = TimeSpan.FromHours(2);

    private Offer()
    {
    }

    internal Offer(Guid id, Guid appointmentId, int? runId, DateTime nowUtc) =>
        (Id, AppointmentId, RunId, MadeUtc) = (id, appointmentId, runId, nowUtc);

    public Guid Id { get; private set; }

    /// <summary>Which was cancelled; it is confirmed again when the offer is taken.</summary>
    public Guid AppointmentId { get; private set; }

    /// <summary>The cancellation of several that it belongs to; null for one by itself.</summary>
    public int? RunId { get; private set; }

    public OfferState State { get; private set; }

    public DateTime MadeUtc { get; private set; }

    /// <summary>Until when the first start is kept; null: none of them is.</summary>
    public DateTime? KeptUntilUtc { get; private set; }

    /// <summary>When it was taken, declined or withdrawn; null while it is open.</summary>
    public DateTime? EndedUtc { get; private set; }

    /// <summary>See <see cref="OfferedStart"/>.</summary>
    public string Starts { get; private set; } = "[]";

    public IReadOnlyList<OfferedStart> ReadStarts() => JsonSerializer.Deserialize<List<OfferedStart>>(Starts)!;

    internal void Show(IEnumerable<OfferedStart> starts, DateTime? keptUntilUtc) =>
        (Starts, KeptUntilUtc) = (JsonSerializer.Serialize(starts), keptUntilUtc);

    internal void End(OfferState state, DateTime nowUtc) => (State, EndedUtc) = (state, nowUtc);

    /// <summary>Until when a start can be kept that is made known now.</summary>
    /// <returns>Null when that is less than <see cref="LeastKept"/>.</returns>
    internal static DateTime? KeptUntil(DateTime startUtc, DateTime nowUtc)
    {
        var until = nowUtc + Kept < startUtc - BeforeStart ? nowUtc + Kept : startUtc - BeforeStart;
        return until - nowUtc >= LeastKept ? until : null;
    }
}

/// <summary>A start that is offered; wall clock there.</summary>
/// <param name="Km">From where the appointment was; 0 at the same place.</param>
public sealed record OfferedStart(int SiteId, DateOnly Date, int StartMinute, double Km);
