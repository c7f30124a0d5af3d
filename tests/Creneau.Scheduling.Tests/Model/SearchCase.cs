using CsCheck;

namespace Creneau.Scheduling.Tests.Model;

/// <summary>A few sites and a query over them, with the slow answers.</summary>
internal sealed record SearchCase(List<NaivePlan> Plans, CasePeople People, DateTime Now, int FromDay, int Days, CaseFilters Filters)
{
    private static readonly GeoPoint Sallanches = new(45.9366, 6.6302);

    private static readonly Gen<CasePeople> AnyPeople = Gen.Select(
        Gen.OneOf(NaivePlan.Passport, NaivePlan.Both, NaivePlan.Collection).Array[1, 3],
        Gen.OneOf<int?>(null, null, 1, 2), Gen.OneOf(0, 0, 1, 1, 2, 3, 3, 4).Array[1, 3])
        .Select(t => new CasePeople(t.Item1, t.Item2, t.Item3));

    private static readonly Gen<CaseFilters> AnyFilters = Gen.Select(
        Gen.OneOf(0.0, 12, 60, 200, 700, double.PositiveInfinity), Gen.Int[0, 2], Gen.Int[0, 3],
        Gen.Bool, Gen.Int[0, 4], Gen.Int[0, 4], Gen.Bool)
        .Select(t => new CaseFilters(t.Item1, t.Item2 == 0, t.Item3 == 0 ? 1 : null, t.Item4, t.Item5, t.Item6, t.Item7));

    internal static readonly Gen<SearchCase> Any = Gen.Select(
        Gen.Select(AnyPlan.Any.List[0, 8], Gen.Int[0, 3], Together), AnyPeople,
        Gen.Int[0, 9 * 1440], Gen.Int[-2, 8], Gen.Int[-1, 12], AnyFilters,
        (plans, people, minute, from, days, filters) =>
            new SearchCase(plans, people, NaivePlan.FirstDay.ToDateTime(TimeOnly.MinValue).AddMinutes(minute), from, days, filters));

    /// <summary>The plannings two by two at a site, the later ones first; their desks apart, shared, or the same everywhere.</summary>
    private static List<NaivePlan> Together(List<NaivePlan> plans, int desks) =>
    [
        .. plans.Select((plan, i) => plan with
        {
            SiteId = (7 - i) / 2,
            PlanningId = (7 - i) % 2 + 1,
            Desks = desks switch
            {
                // Equal starts everywhere: distance and id decide
                0 => [.. plans[0].Desks.Select((desk, j) => desk with { Id = (10 * i) + j })],
                1 => [.. plan.Desks.Select((desk, j) => desk with { Id = (10 * i) + j })],
                _ => [.. plan.Desks.Select((desk, j) => desk with { Id = j, Taken = TakenAtAny(plans, j) })],
            },
        }),
    ];

    /// <summary>What a planning takes at a desk is taken for all.</summary>
    private static List<(int From, int Until)>[] TakenAtAny(List<NaivePlan> plans, int desk) =>
        plans.First(plan => plan.Desks.Count > desk).Desks[desk].Taken;

    internal DateTime[] Clocks => [Now, Now.AddHours(-4)];

    internal SlotQuery Query() => new()
    {
        Near = Sallanches,
        RadiusKm = Filters.RadiusKm,
        Kinds = People.Kinds,
        PlanningId = People.PlanningId,
        Services = People.Services,
        From = NaivePlan.FirstDay.AddDays(FromDay),
        To = NaivePlan.FirstDay.AddDays(FromDay + Days),
        NowLocal = Clocks,
        Times = Filters.SaturdayOrEvening ? new(DaysOfWeek.Saturday, DayBits.Full) : DayTimes.Any,
        OrTimes = Filters.SaturdayOrEvening ? new(DaysOfWeek.All, DayBits.Range(17 * 12, 288)) : DayTimes.None,
        Wheelchair = Filters.Wheelchair,
        AtCounter = Filters.AtCounter,
        TownHallId = Filters.TownHallId,
        StartsPerSite = Filters.StartsPerSite + 1,
        MaxSites = Filters.MaxSites,
        Sort = Filters.SaturdayOrEvening ? SlotSort.Nearest : SlotSort.Soonest,
    };

    /// <summary>A map that learns of every other desk only after it was made, as after a booking.</summary>
    internal SearchMap Map()
    {
        List<SitePlan> plans = [.. Plans.Select(plan => plan.ToSitePlan())];
        var late = plans.SelectMany(plan => plan.Desks).Where(desk => desk.DeskId % 2 == 0).Select(desk => (desk, desk.Calendar)).ToList();
        late.ForEach(desk => desk.desk.Calendar = Full(desk.Calendar));
        var map = new SearchMap(plans);
        late.ForEach(desk => desk.desk.Calendar = desk.Calendar);
        return map;
    }

    private static DeskCalendar Full(DeskCalendar calendar) => Enumerable.Range(0, calendar.Days)
        .Aggregate(calendar, (changed, day) => changed.WithOccupied(calendar.FirstDay.AddDays(day), DayBits.Full));

    /// <summary>The sites that do what is asked, each with all its starts that suit.</summary>
    internal List<(SiteAndPlanning Id, double Km, List<SlotStart> Starts)> SlowSites() =>
    [
        .. from plan in Plans
           let km = NaivePlan.Km(Sallanches, plan.Place)
           let people = PeopleAt(plan)
           where km <= Filters.RadiusKm && plan.Zone < 2 && people is not null
               && (plan.Wheelchair || !Filters.Wheelchair) && (Filters.TownHallId is null || Filters.TownHallId == plan.TownHallId)
           select (new SiteAndPlanning(plan.SiteId, plan.PlanningId), km,
               plan.Starts(people, Filters.AtCounter, Clocks[plan.Zone]).Where(Suits).ToList()),
    ];

    private List<SiteService>? PeopleAt(NaivePlan plan) =>
        People.PlanningId is null ? plan.ByKind(People.Kinds)
        : People.PlanningId == plan.PlanningId ? plan.ByIndex(People.Services)
        : null;

    private bool Suits(SlotStart start)
    {
        var day = start.Date.DayNumber - NaivePlan.FirstDay.DayNumber;
        return day >= FromDay && day <= FromDay + Days
            && (!Filters.SaturdayOrEvening || start.Date.DayOfWeek == DayOfWeek.Saturday || start.Minute >= 17 * 60);
    }
}

internal sealed record CaseFilters(
    double RadiusKm, bool Wheelchair, int? TownHallId, bool AtCounter, int StartsPerSite, int MaxSites, bool SaturdayOrEvening);

/// <summary>Who comes: by kinds, or with a planning by its own services.</summary>
internal sealed record CasePeople(int[] Kinds, int? PlanningId, int[] Services);

internal readonly record struct SiteAndPlanning(int Site, int Planning) : IComparable<SiteAndPlanning>
{
    internal static SiteAndPlanning Of(SitePlan plan) => new(plan.SiteId, plan.PlanningId);

    public int CompareTo(SiteAndPlanning other) => (Site, Planning).CompareTo((other.Site, other.Planning));

    public override string ToString() => $"{Site}/{Planning}";
}
