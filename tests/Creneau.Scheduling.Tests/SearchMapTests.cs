using Creneau.Scheduling.Tests.Model;
using CsCheck;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class SearchMapTests
{
    private const int Cases = 250;

    private static readonly int[] SiteIds = [2, 1, 3];
    private static readonly int[] Passports = [NaivePlan.Passport];
    private static readonly DateTime[] Clocks = [NaivePlan.FirstDay.ToDateTime(new(8, 0))];

    [Fact]
    public void The_soonest_start_agrees_with_the_slow_model() =>
        SearchCase.Any.Sample(given =>
        {
            var isFound = given.Map().TrySoonest(given.Query(), out var found);

            var slow = given.SlowSites().Where(site => site.Starts.Count > 0)
                .OrderBy(site => site.Starts[0]).ThenBy(site => Rounded(site.Km)).ThenBy(site => site.Id).ToList();
            isFound.ShouldBe(slow.Count > 0);
            if (isFound)
            {
                (SiteAndPlanning.Of(found.Plan), found.Start).ShouldBe((slow[0].Id, slow[0].Starts[0]));
                found.Km.ShouldBe(slow[0].Km, 1e-6);
            }
        }, iter: Cases);

    [Fact]
    public void A_list_of_sites_agrees_with_the_slow_model() =>
        SearchCase.Any.Sample(given =>
        {
            var query = given.Query();
            var slow = given.SlowSites();

            var answer = given.Map().Search(query);

            var with = slow.Where(site => site.Starts.Count > 0).ToList();
            var ordered = query.Sort == SlotSort.Soonest
                ? with.OrderBy(site => site.Starts[0]).ThenBy(site => Rounded(site.Km)).ThenBy(site => site.Id)
                : with.OrderBy(site => Rounded(site.Km)).ThenBy(site => site.Starts[0]).ThenBy(site => site.Id);
            answer.Sites.Select(Text).ShouldBe(ordered.Take(given.Filters.MaxSites).Select(site => Text(site.Id, site.Starts, given)));
            answer.SitesWithStarts.ShouldBe(with.Count);
            answer.SitesWithout.ShouldBe(slow.Count - with.Count);
            answer.Without.Count.ShouldBe(Math.Min(slow.Count - with.Count, given.Filters.MaxSites - answer.Sites.Count));
            answer.Without.ShouldAllBe(site => site.Starts.Count == 0);
        }, iter: Cases);

    [Fact]
    public void Of_two_sites_at_one_place_with_the_same_soonest_start_the_smaller_id_counts_whichever_comes_first()
    {
        var map = new SearchMap([.. SiteIds.Select(id => (AlwaysOpen() with { SiteId = id }).ToSitePlan())]);

        map.TrySoonest(Query(Passports, Clocks), out var found).ShouldBeTrue();

        (found.Plan.SiteId, found.Start.Minute).ShouldBe((1, 705));
    }

    [Fact]
    public void A_few_sites_around_any_point_of_the_earth_are_found() =>
        Gen.Select(AnyPoint.List[0, 60], AnyPoint, AnyRadius).Sample(
            (places, near, radius) => CountOfSites(Map(places), near, radius).ShouldBe(SlowCount(places, near, radius)), iter: 1000);

    [Fact]
    public void Among_thousands_of_sites_those_around_any_point_of_the_earth_are_found() =>
        Gen.Select(AnyPoint.List[3000], Gen.Select(AnyPoint, AnyRadius).List[100]).Sample((places, circles) =>
        {
            var map = Map(places);
            foreach (var (near, radius) in circles)
            {
                CountOfSites(map, near, radius).ShouldBe(SlowCount(places, near, radius));
            }
        }, iter: 8);

    [Theory]
    [InlineData(double.NaN, double.NaN, double.NaN)]
    [InlineData(1e300, -1e300, 50)]
    [InlineData(45, 6, double.NegativeInfinity)]
    public void Absurd_coordinates_find_nothing(double latitude, double longitude, double radius) =>
        CountOfSites(Map([.. Enumerable.Repeat(new GeoPoint(-12.3, 45.6), 50)]), new(latitude, longitude), radius).ShouldBe(0);

    [Fact]
    public void The_soonest_start_is_found_without_allocating() => AllocatedAmong(AlwaysOpen()).ShouldBe(0);

    [Fact]
    public void The_soonest_start_at_desks_of_several_groups_is_found_without_allocating() =>
        AllocatedAmong(AlwaysOpen() with
        {
            Groups = [0b11, 0b10, 0b1, 0b1],
            Desks = [AlwaysOpen().Desks[0], AlwaysOpen().Desks[0] with { Group = 1 }],
        }).ShouldBe(0);

    [Fact]
    public void A_desk_belongs_to_one_map()
    {
        SitePlan[] plans = [AlwaysOpen().ToSitePlan()];
        _ = new SearchMap(plans);

        Should.Throw<InvalidOperationException>(() => new SearchMap(plans)).Message.ShouldContain("Desk 0");
    }

    private static readonly Gen<GeoPoint> AnyPoint = Gen.Select(
        Gen.OneOf(Gen.Double[-90, 90], Gen.Double[45, 47], Gen.OneOf(-90.0, 90, 89.9)),
        Gen.OneOf(Gen.Double[-180, 180], Gen.Double[5, 7], Gen.OneOf(-180.0, 180, 179.9, -179.9)),
        (latitude, longitude) => new GeoPoint(latitude, longitude));

    private static readonly Gen<double> AnyRadius = Gen.OneOf(-1.0, 0, 50, 200, 400, 3000, 25000);

    private static SearchMap Map(List<GeoPoint> places) =>
        new([.. places.Select((place, id) => (At(place) with { SiteId = id }).ToSitePlan())]);

    private static NaivePlan At(GeoPoint place) => new(place, true, 1, new(0, 30, null), 0, true, []);

    private static int SlowCount(List<GeoPoint> places, GeoPoint near, double radius) =>
        places.Count(place => NaivePlan.Km(near, place) <= radius);

    private static int CountOfSites(SearchMap map, GeoPoint near, double radius) => map.Search(new()
    {
        Near = near,
        RadiusKm = radius,
        Kinds = [NaivePlan.Passport],
        From = NaivePlan.FirstDay,
        To = NaivePlan.FirstDay,
        NowLocal = [NaivePlan.FirstDay.ToDateTime(TimeOnly.MinValue)],
    }).SitesWithout;

    private static NaivePlan AlwaysOpen() => new(
        new(45.9, 6.6), true, 1, new(60, 30, null), 0, true,
        [new([[new(540, 720, 15, 0b111, OpeningChannel.Online, 0)]], [[(540, 700)], [(540, 720)]])]);

    private static long AllocatedAmong(NaivePlan plan)
    {
        var map = new SearchMap([.. Enumerable.Range(0, 40).Select(id => (plan with { SiteId = id }).ToSitePlan())]);
        return Allocated(map, [NaivePlan.Passport, NaivePlan.Both], [NaivePlan.FirstDay.ToDateTime(new(10, 0))]);
    }

    private static long Allocated(SearchMap map, int[] kinds, DateTime[] now)
    {
        for (var round = 0; ; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            map.TrySoonest(Query(kinds, now), out _);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            // The first rounds compile the code, which allocates
            if (allocated == 0 || round == 5)
            {
                return allocated;
            }
        }
    }

    private static SlotQuery Query(int[] kinds, DateTime[] now) => new()
    {
        Near = new(45.9, 6.6),
        Kinds = kinds,
        NowLocal = now,
        From = NaivePlan.FirstDay,
        To = NaivePlan.FirstDay.AddDays(90),
    };

    private static double Rounded(double value) => Math.Round(value, 6);

    private static string Text(SiteAnswer site) => $"{SiteAndPlanning.Of(site.Plan)}: {string.Join(' ', site.Starts)}";

    private static string Text(SiteAndPlanning id, List<SlotStart> starts, SearchCase given) =>
        $"{id}: {string.Join(' ', starts.Take(given.Filters.StartsPerSite + 1))}";
}
