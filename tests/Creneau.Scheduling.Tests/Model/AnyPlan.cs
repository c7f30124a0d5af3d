using CsCheck;

namespace Creneau.Scheduling.Tests.Model;

/// <summary>Random plannings at sites, with one desk group or two.</summary>
internal static class AnyPlan
{
    private static readonly Gen<BookingWindow> Window = Gen.Select(
        Gen.OneOf(0, 90, 3000), Gen.OneOf(3, 7, 40),
        Gen.OneOf<Release?>(
            null, new WeeklyRelease(DayOfWeek.Monday, 540), new WeeklyRelease(DayOfWeek.Thursday, 0), new MonthlyRelease(4, 540),
            new MonthlyRelease(31, 0)),
        (notice, horizon, release) => new BookingWindow(notice, horizon, release));

    // Longer and for more services than elsewhere, so that sites compete for the soonest start
    private static readonly Gen<NaiveOpening> Opening = Gen.Select(
        AnyOf.Opening, Gen.Int[0, 150], Gen.OneOf(true, true, false), (opening, more, isForAll) =>
            opening with { Until = Math.Min(opening.Until + (more * 5), 1440), Services = isForAll ? 0b1111 : opening.Services });

    // Whole days taken, so that the first free one has to be looked for
    private static readonly Gen<List<(int From, int Until)>> Taken =
        Gen.OneOf(AnyOf.Range.List[0, 8], AnyOf.Range.List[0, 8], Gen.Const(new List<(int, int)> { (0, 1440) }));

    private static readonly Gen<NaiveDesk> Desk = Gen.Select(
        Opening.List[0, 2].Array[3], Taken.Array[4], (patterns, taken) => new NaiveDesk(patterns, taken));

    private static readonly Gen<GeoPoint> Place = Gen.OneOf(
        (45.9366, 6.6302), (45.8992, 6.1294), (46.1939, 6.2346), (45.9237, 6.8694), (46.37, 6.48), (45.76, 4.84), (48.85, 2.35))
        .Select((latitude, longitude) => new GeoPoint(latitude, longitude));

    private static readonly Gen<NaivePlan> OneGroup = Gen.Select(
        Place, Gen.Bool, Gen.Int[1, 2], Window, Gen.OneOf(0, 0, 1, 1, 2), Gen.OneOf(true, true, false), Desk.List[0, 2])
        .Select(t => new NaivePlan(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6, t.Item7));

    private static readonly Gen<NaivePlan> TwoGroups = Gen.Select(
        OneGroup, Gen.OneOf(1, 7), Gen.Int[1, 3].Array[4], Gen.Select(Desk, Gen.Int[0, 2]).List[1, 4],
        (plan, second, groups, desks) => plan with
        {
            Groups = [.. groups.Select(bits => (byte)((bits & 1) | (bits >> 1 << second)))],
            Desks = [.. desks.Select(desk => desk.Item1 with { Group = desk.Item2 == 0 ? 0 : second })],
        });

    internal static readonly Gen<NaivePlan> Any = Gen.Select(
        Gen.OneOf(OneGroup, TwoGroups), Gen.Int[0, 3], Gen.OneOf(0, 0, 10),
        (plan, turn, hidden) => plan with { Turn = turn, Hidden = hidden });
}
