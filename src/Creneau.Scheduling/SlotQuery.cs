namespace Creneau.Scheduling;

/// <summary>The order of the sites in an answer.</summary>
public enum SlotSort
{
    /// <summary>The site with the earliest start first; equal starts by distance.</summary>
    Soonest,

    /// <summary>The nearest site first; equal distances by their earliest start.</summary>
    Nearest,
}

/// <summary>What somebody looks for. A value on the stack: a search allocates nothing for it.</summary>
public readonly ref struct SlotQuery
{
    /// <summary>A query for any day and time, 30 km around, the 20 soonest sites with 3 starts each.</summary>
    public SlotQuery()
    {
    }

    /// <summary>Centre of the search.</summary>
    public required GeoPoint Near { get; init; }

    /// <summary>Kilometres around it, the edge included; below 0 finds nothing, infinity finds everything.</summary>
    public double RadiusKm { get; init; } = 30;

    /// <summary>
    /// The platform-wide service kind of each person, 1 to 6 entries. Sites that lack one are not looked at. Ignored when
    /// <see cref="PlanningId"/> is set.
    /// </summary>
    public required ReadOnlySpan<int> Kinds { get; init; }

    /// <summary>
    /// Only this planning, at all its sites, and <see cref="Services"/> are asked for instead of <see cref="Kinds"/>. Null:
    /// every planning.
    /// </summary>
    public int? PlanningId { get; init; }

    /// <summary>
    /// The service of each person by its local index in the planning <see cref="PlanningId"/>, 1 to 6 entries; none, or one that
    /// the planning lacks: nothing is found. Ignored when that is null.
    /// </summary>
    public ReadOnlySpan<int> Services { get; init; }

    /// <summary>First date, included.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last date, included; before <see cref="From"/>: nothing is found.</summary>
    public required DateOnly To { get; init; }

    /// <summary>
    /// Wall clock now in each zone, by <see cref="SitePlan.ZoneIndex"/>. A site whose zone is not among them is not looked
    /// at.
    /// </summary>
    public required ReadOnlySpan<DateTime> NowLocal { get; init; }

    /// <summary>Days of the week with the starts that suit on them.</summary>
    public DayTimes Times { get; init; } = DayTimes.Any;

    /// <summary>More days and starts that suit as well: "Saturdays, or any day after 17:00". None unless set.</summary>
    public DayTimes OrTimes { get; init; }

    /// <summary>Only sites that a wheelchair gets into.</summary>
    public bool Wheelchair { get; init; }

    /// <summary>For an agent: counter openings too, and without the least notice.</summary>
    public bool AtCounter { get; init; }

    /// <summary>Only this town hall: a collection is possible only where the request was filed (rule 11).</summary>
    public int? TownHallId { get; init; }

    /// <summary>Starts per site in an answer, at least 1.</summary>
    public int StartsPerSite { get; init; } = 3;

    /// <summary>Sites in an answer at most.</summary>
    public int MaxSites { get; init; } = 20;

    /// <summary>Order of the sites in an answer.</summary>
    public SlotSort Sort { get; init; }

    /// <summary>What the persons come to in a planning; the planning's id is not compared.</summary>
    internal bool TryAsk(SitePlan plan, out Ask ask) => PlanningId is null
        ? plan.TryAsk(Kinds, AtCounter, out ask)
        : plan.TryAskServices(Services, AtCounter, out ask);

    /// <summary>The units of a date at which a start suits.</summary>
    internal DayBits SuitingOn(DateOnly date) => Times.On(date) | OrTimes.On(date);
}
