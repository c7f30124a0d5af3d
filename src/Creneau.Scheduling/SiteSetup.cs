namespace Creneau.Scheduling;

/// <summary>What the opening hours of one desk are made of.</summary>
/// <param name="DeskId">Its id.</param>
/// <param name="Rank">Agents open the desks in rising rank; equal ranks by id.</param>
/// <param name="Openings">Weekly and dated openings.</param>
/// <param name="Closings">Its own, its site's and its town hall's closings, and its times out of order.</param>
public record DeskSetup(int DeskId, int Rank, IReadOnlyList<Opening> Openings, IReadOnlyList<Closing> Closings)
{
    /// <summary>Which of the closings are times out of order: they close like the others, and are explained apart.</summary>
    public IReadOnlyList<Closing> Breakdowns { get; init; } = [];
}

/// <summary>A service that is offered no more from a date on.</summary>
/// <param name="LocalIndex">Index inside the planning, 0 to 63.</param>
/// <param name="From">The first date without it.</param>
public readonly record struct RetiredService(int LocalIndex, DateOnly From);

/// <summary>
/// The desks of one planning at one site, and the agents they share: gives what is open on a date
/// (rule 2 of the domain: opening rules − closures − desk out of order − lack of agents; rule 10: public holidays).
/// </summary>
public class SiteSetup
{
    private readonly int[] _byRank;

    /// <summary>A planning at a site.</summary>
    /// <param name="desks">Its desks, in any order.</param>
    /// <param name="presences">
    /// The agents' presences. Null: the planning does without, every desk is staffed. Empty: nobody is ever there.
    /// </param>
    /// <param name="holidays">The public holidays of the town hall.</param>
    public SiteSetup(IReadOnlyList<DeskSetup> desks, IReadOnlyList<Presence>? presences, HolidayCalendar holidays)
    {
        (Desks, Presences, Holidays) = (desks, presences, holidays);
        _byRank = [.. Enumerable.Range(0, desks.Count).OrderBy(i => desks[i].Rank).ThenBy(i => desks[i].DeskId)];
    }

    /// <summary>The desks.</summary>
    public IReadOnlyList<DeskSetup> Desks { get; }

    /// <summary>The agents' presences, or null when the planning does without.</summary>
    public IReadOnlyList<Presence>? Presences { get; }

    /// <summary>The public holidays of the town hall.</summary>
    public HolidayCalendar Holidays { get; }

    /// <summary>Services that are offered only until a date; the openings go on naming them.</summary>
    public IReadOnlyList<RetiredService> Retired { get; init; } = [];

    /// <summary>
    /// What is open on a date. On a public holiday only openings dated for that day count. With presences, the k-th
    /// usable desk by rank is open only in the units in which at least k agents are there; a desk that is closed, out
    /// of order or without an opening in a unit is not usable in it and needs no agent.
    /// </summary>
    /// <returns>One day per desk, in the order of <see cref="Desks"/>.</returns>
    public OpenDay[] On(DateOnly date)
    {
        var segments = Desks.Select(desk => SegmentsOn(desk, date)).ToArray();
        var closed = Desks.Select(desk => ClosedOn(desk, date)).ToArray();
        if (Presences is not null)
        {
            CloseForLackOfAgents(segments, closed, AgentsOn(date));
        }

        return [.. segments.Zip(closed, OpenDay.Of)];
    }

    /// <summary>The same as if there were agents enough for every desk.</summary>
    public SiteSetup Staffed() => new(Desks, null, Holidays) { Retired = Retired };

    private OpenSegment[] SegmentsOn(DeskSetup desk, DateOnly date) =>
    [
        .. desk.Openings.Where(opening => opening.HoldsOn(date, Holidays))
            .Select(opening => new OpenSegment(opening with { Services = OfferedOn(date, opening.Services) })),
    ];

    private ServiceSet OfferedOn(DateOnly date, ServiceSet services) => new(
        services.Bits & ~Retired.Where(service => service.From <= date).Aggregate(0UL, (bits, one) => bits | (1UL << one.LocalIndex)));

    private static DayBits ClosedOn(DeskSetup desk, DateOnly date) =>
        desk.Closings.Aggregate(default(DayBits), (closed, closing) => closed | closing.On(date));

    /// <summary>How many agents are there at once on a date at most; those who may be needed at another desk included.</summary>
    internal int MostAgentsOn(DateOnly date)
    {
        var present = PresentOn(date).ToList();
        return Enumerable.Range(0, DayBits.Units).Select(unit => present.Count(bits => bits[unit])).DefaultIfEmpty().Max();
    }

    private DayBits[] AgentsOn(DateOnly date)
    {
        // agents[k] = units in which at least k + 1 agents are there
        var agents = new DayBits[Desks.Count];
        foreach (var there in PresentOn(date))
        {
            var arriving = there;
            for (var k = 0; k < agents.Length; k++)
            {
                (agents[k], arriving) = (agents[k] | arriving, agents[k] & arriving);
            }
        }

        return agents;
    }

    /// <summary>When each agent is there on a date; a named one whose hours overlap is there once.</summary>
    private IEnumerable<DayBits> PresentOn(DateOnly date)
    {
        var falling = Presences!.Where(presence => presence.When.FallsOn(date)).ToList();
        foreach (var presence in falling.Where(presence => presence.AgentId is null && !presence.IsAbsence))
        {
            yield return presence.Time.Bits;
        }

        foreach (var agent in falling.Where(presence => presence.AgentId is not null).GroupBy(presence => presence.AgentId))
        {
            yield return Units(agent, isAbsence: false).Except(Units(agent, isAbsence: true));
        }
    }

    private static DayBits Units(IEnumerable<Presence> presences, bool isAbsence) => presences
        .Where(presence => presence.IsAbsence == isAbsence)
        .Aggregate(default(DayBits), (bits, presence) => bits | presence.Time.Bits);

    private void CloseForLackOfAgents(OpenSegment[][] segments, DayBits[] closed, DayBits[] agents)
    {
        foreach (var desk in _byRank)
        {
            var usable = segments[desk].Aggregate(default(DayBits), (bits, segment) => bits | segment.Bits).Except(closed[desk]);
            closed[desk] |= usable.Except(agents[0]);
            for (var k = 0; k < agents.Length; k++)
            {
                var next = k + 1 < agents.Length ? agents[k + 1] : default;
                agents[k] = agents[k].Except(usable) | (next & usable);
            }
        }
    }
}
