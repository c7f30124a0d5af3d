using CsCheck;

namespace Creneau.Scheduling.Tests;

/// <summary>A few sites and a query over them, with the slow answers.</summary>
internal sealed record SearchCase(List<NaivePlan> Plans, int[] Kinds, DateTime Now, int FromDay, int Days, CaseFilters Filters)
{
    private static readonly GeoPoint Sallanches = new(45.9366, 6.6302);

    private static readonly Gen<BookingWindow> AnyWindow = Gen.Select(
        Gen.OneOf(0, 90, 3000), Gen.OneOf(3, 7, 40), Gen.OneOf(null, new WeeklyRelease(DayOfWeek.Monday, 540), new WeeklyRelease(DayOfWeek.Thursday, 0)),
        (notice, horizon, release) => new BookingWindow(notice, horizon, release));

    // Longer and for more services than elsewhere, so that sites compete for the soonest start
    private static readonly Gen<NaiveOpening> AnyOpening = Gen.Select(AnyOf.Opening, Gen.Int[0, 150], Gen.Bool, (opening, more, isForAll) =>
        opening with { Until = Math.Min(opening.Until + more * 5, 1440), Services = isForAll ? 0b111 : opening.Services });

    private static readonly Gen<NaiveDesk> AnyDesk = Gen.Select(
        AnyOpening.List[0, 2].Array[3], AnyOf.Range.List[0, 8].Array[4], (patterns, taken) => new NaiveDesk(patterns, taken));

    private static readonly Gen<GeoPoint> AnyPlace = Gen.OneOf(
        (45.9366, 6.6302), (45.8992, 6.1294), (46.1939, 6.2346), (45.9237, 6.8694), (46.37, 6.48), (45.76, 4.84), (48.85, 2.35))
        .Select((latitude, longitude) => new GeoPoint(latitude, longitude));

    private static readonly Gen<NaivePlan> AnyPlan = Gen.Select(AnyPlace, Gen.Bool, Gen.Int[1, 2], AnyWindow, Gen.OneOf(0, 0, 1, 1, 2), Gen.OneOf(true, true, false), AnyDesk.List[0, 2])
        .Select(t => new NaivePlan(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6, t.Item7));

    private static readonly Gen<CaseFilters> AnyFilters = Gen.Select(
        Gen.OneOf(0.0, 12, 60, 200, 700, double.PositiveInfinity), Gen.Int[0, 2], Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 4], Gen.Int[0, 4], Gen.Bool)
        .Select(t => new CaseFilters(t.Item1, t.Item2 == 0, t.Item3 == 0 ? 1 : null, t.Item4, t.Item5, t.Item6, t.Item7));

    internal static readonly Gen<SearchCase> Any = Gen.Select(
        Gen.Select(AnyPlan.List[0, 8], Gen.Bool, WithEqualDesks), Gen.OneOf(NaivePlan.Passport, NaivePlan.Both, NaivePlan.Collection).Array[1, 3],
        Gen.Int[0, 9 * 1440], Gen.Int[-2, 8], Gen.Int[-1, 12], AnyFilters,
        (plans, kinds, minute, from, days, filters) =>
            new SearchCase(plans, kinds, NaivePlan.FirstDay.ToDateTime(TimeOnly.MinValue).AddMinutes(minute), from, days, filters));

    // Equal starts everywhere: distance and id decide
    private static List<NaivePlan> WithEqualDesks(List<NaivePlan> plans, bool areEqual) =>
        areEqual ? [.. plans.Select(plan => plan with { Desks = plans[0].Desks })] : plans;

    internal DateTime[] Clocks => [Now, Now.AddHours(-4)];

    internal SlotQuery Query() => new()
    {
        Near = Sallanches,
        RadiusKm = Filters.RadiusKm,
        Kinds = Kinds,
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
        List<SitePlan> plans = [.. Plans.Select((plan, id) => plan.ToSitePlan(id))];
        var late = plans.SelectMany(plan => plan.Desks).Where((_, i) => i % 2 == 0).Select(desk => (desk, desk.Calendar)).ToList();
        late.ForEach(desk => desk.desk.Calendar = Full(desk.Calendar));
        var map = new SearchMap(plans);
        late.ForEach(desk => desk.desk.Calendar = desk.Calendar);
        return map;
    }

    private static DeskCalendar Full(DeskCalendar calendar) => Enumerable.Range(0, calendar.Days)
        .Aggregate(calendar, (changed, day) => changed.WithOccupied(calendar.FirstDay.AddDays(day), DayBits.Full));

    /// <summary>The sites that do what is asked, each with all its starts that suit.</summary>
    internal List<(int Id, double Km, List<SlotStart> Starts)> SlowSites() =>
    [
        .. from id in Enumerable.Range(0, Plans.Count)
           let plan = Plans[id]
           let km = NaivePlan.Km(Sallanches, plan.Place)
           where km <= Filters.RadiusKm && plan.Zone < 2 && Kinds.All(plan.Services.ContainsKey)
               && (plan.Wheelchair || !Filters.Wheelchair) && (Filters.TownHallId is null || Filters.TownHallId == plan.TownHallId)
           select (id, km, plan.Starts(Kinds, Filters.AtCounter, Clocks[plan.Zone]).Where(Suits).ToList()),
    ];

    private bool Suits(SlotStart start)
    {
        var day = start.Date.DayNumber - NaivePlan.FirstDay.DayNumber;
        return day >= FromDay && day <= FromDay + Days
            && (!Filters.SaturdayOrEvening || start.Date.DayOfWeek == DayOfWeek.Saturday || start.Minute >= 17 * 60);
    }
}

internal sealed record CaseFilters(
    double RadiusKm, bool Wheelchair, int? TownHallId, bool AtCounter, int StartsPerSite, int MaxSites, bool SaturdayOrEvening);
