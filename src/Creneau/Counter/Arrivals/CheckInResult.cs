using Creneau.Counter.Visits;

namespace Creneau.Counter.Arrivals;

/// <summary>What a tablet answers somebody who comes with an appointment; nobody is named.</summary>
public abstract record CheckInResult
{
    /// <summary>The arrival is noted, now or before.</summary>
    /// <param name="StartMinute">The booked start, of the day.</param>
    /// <param name="WaitMinutes">About how long until the call, in steps of five.</param>
    public sealed record Waits(Ticket Ticket, int StartMinute, int WaitMinutes) : CheckInResult;

    /// <summary>Called already: the desk waits for them.</summary>
    public sealed record IsCalled(Ticket Ticket, string Desk) : CheckInResult;

    /// <summary>Not here, or not today.</summary>
    public sealed record Elsewhere(string Site, DateOnly Date, int StartMinute, bool IsHere) : CheckInResult;

    /// <summary>Cancelled, or over: somebody at the counter has to look.</summary>
    public sealed record AskTheCounter : CheckInResult;

    /// <summary>No such appointment.</summary>
    public sealed record Unknown : CheckInResult;

    /// <summary>Too many wrong ones at this tablet within ten minutes; nothing was looked up.</summary>
    public sealed record TooMany : CheckInResult;
}

/// <summary>How often a tablet may be wrong; settings under `Creneau:Limits`.</summary>
public sealed class ArrivalLimits
{
    /// <summary>
    /// Numbers of nobody who is expected there that day, within ten minutes at one tablet; then it sends such people to the counter.
    /// </summary>
    public int UnknownPerTabletAndTenMinutes { get; set; } = 20;
}
