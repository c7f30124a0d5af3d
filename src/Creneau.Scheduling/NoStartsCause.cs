namespace Creneau.Scheduling;

/// <summary>Why nothing can be booked on a date, in the order in which it is looked for: the first one that blocks is named.</summary>
public enum NoStartsCause
{
    /// <summary>Nothing blocks: there are starts.</summary>
    None,

    /// <summary>The planning is not opened to the public yet. Said by whoever knows it; not of the engine.</summary>
    NotPublic,

    /// <summary>Only agents book the service. Said by whoever knows it; not of the engine.</summary>
    AgentsOnly,

    /// <summary>A service that is asked for is offered no more on that date.</summary>
    Retired,

    /// <summary>No desk of the site does what is asked.</summary>
    NoDesk,

    /// <summary>No range serves it that day.</summary>
    NoRange,

    /// <summary>Ranges serve it that day, but only in the school holidays, or only outside them.</summary>
    SchoolHolidays,

    /// <summary>Only ranges to which people come without an appointment serve it.</summary>
    WalkInOnly,

    /// <summary>What serves it is for the counter alone.</summary>
    CounterOnly,

    /// <summary>The starts that are long enough are a share that is kept for the counter.</summary>
    KeptForCounter,

    /// <summary>What serves it goes online later, at <see cref="ExplainedStarts.FromLocal"/>.</summary>
    NotOnlineYet,

    /// <summary>No range is as long as it takes.</summary>
    TooShort,

    /// <summary>It takes desks of several groups, which are never open together.</summary>
    NeverTogether,

    /// <summary>The date, or its last start, is past.</summary>
    Past,

    /// <summary>All starts lie within the least notice.</summary>
    LeastNotice,

    /// <summary>The date lies beyond the furthest day until <see cref="ExplainedStarts.FromLocal"/>.</summary>
    BeyondHorizon,

    /// <summary>The date is released at <see cref="ExplainedStarts.FromLocal"/>.</summary>
    NotReleased,

    /// <summary>It is a public holiday, and no range is dated for it.</summary>
    PublicHoliday,

    /// <summary>The <see cref="ExplainedStarts.Closings"/> leave nothing.</summary>
    Closed,

    /// <summary>Desks that are out of order leave nothing.</summary>
    OutOfOrder,

    /// <summary>Fewer agents are there than a desk needs.</summary>
    TooFewAgents,

    /// <summary>Every start is taken.</summary>
    AllTaken,
}

/// <summary>The answer to "why no start?".</summary>
/// <param name="Cause">The first one that blocks.</param>
public sealed record ExplainedStarts(NoStartsCause Cause)
{
    /// <summary>How many starts there are; 0 unless nothing blocks.</summary>
    public int Count { get; init; }

    /// <summary>The moment from which on the cause is gone, wall clock of the town hall; null where time alone mends nothing.</summary>
    public DateTime? FromLocal { get; init; }

    /// <summary>What closes the desks that would have starts; empty unless that is the cause.</summary>
    public IReadOnlyList<DeskClosing> Closings { get; init; } = [];

    /// <summary>Of <see cref="NoStartsCause.TooShort"/>: minutes that it takes, hidden ones included.</summary>
    public int NeededMinutes { get; init; }

    /// <summary>Of <see cref="NoStartsCause.TooShort"/>: minutes of the longest stretch that serves it.</summary>
    public int LongestMinutes { get; init; }

    /// <summary>Of <see cref="NoStartsCause.TooFewAgents"/>: how many are there at once at most.</summary>
    public int Agents { get; init; }
}

/// <summary>What closes a desk.</summary>
/// <param name="DeskId">The desk.</param>
/// <param name="Closing">One of its closings.</param>
public readonly record struct DeskClosing(int DeskId, Closing Closing);
