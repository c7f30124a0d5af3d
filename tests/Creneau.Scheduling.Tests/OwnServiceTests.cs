using Creneau.Scheduling.Tests.Model;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

/// <summary>Asking a planning by its own services: those without a kind are found in no other way.</summary>
public class OwnServiceTests
{
    private static readonly DateOnly Day = NaivePlan.FirstDay;

    [Fact]
    public void A_service_without_a_kind_is_asked_by_its_local_index()
    {
        var plan = Plan(1, new(SiteService.NoKind, 5, new(30, 10), 0b11), new(3, 0, new(15, 15)));

        plan.TryAskServices([5, 0, 5], true, out var ask).ShouldBeTrue();

        ask.ShouldBe(new Ask(ServiceSet.Of(0, 5), 30 + 10 + 15, true, 0b11));
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 4 })]
    [InlineData(new[] { 6 })]
    [InlineData(new[] { 5, 63 })]
    [InlineData(new[] { -1 })]
    [InlineData(new[] { int.MaxValue })]
    [InlineData(new[] { 5, 5, 5, 5, 5, 5, 5 })]
    public void An_index_that_the_planning_lacks_and_absurd_numbers_of_persons_are_refused(int[] services)
    {
        Plan(1, new SiteService(SiteService.NoKind, 5, new(30, 10))).TryAskServices(services, false, out var ask).ShouldBeFalse();

        ask.ShouldBe(default);
    }

    [Fact]
    public void No_kind_is_not_a_kind_that_can_be_asked_for()
    {
        var plan = Plan(1, new SiteService(SiteService.NoKind, 5, new(30, 10)));

        plan.TryAsk([SiteService.NoKind], false, out _).ShouldBeFalse();
        plan.TryServicesOf([SiteService.NoKind], stackalloc int[1]).ShouldBeFalse();
    }

    [Fact]
    public void Kinds_are_mapped_to_the_plannings_own_services()
    {
        var plan = Plan(1, new(63, 0, new(15, 15)), new(0, 63, new(15, 15)), new(SiteService.NoKind, 7, new(30, 10)));
        int[] services = [-7, -7, -7, -7];

        plan.TryServicesOf([0, 63, 0], services).ShouldBeTrue();

        services.ShouldBe([63, 0, 63, -7]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(64)]
    public void A_planning_that_lacks_one_kind_says_so(int kind) =>
        Plan(1, new SiteService(3, 0, new(15, 15))).TryServicesOf([3, kind], stackalloc int[2]).ShouldBeFalse();

    [Fact]
    public void Room_is_needed_for_the_index_of_each_kind() =>
        Should.Throw<ArgumentException>(() => Plan(1, new SiteService(3, 0, new(15, 15))).TryServicesOf([3, 3], stackalloc int[1]));

    [Theory]
    [InlineData(-2, 0)]
    [InlineData(64, 0)]
    [InlineData(3, -1)]
    [InlineData(3, 64)]
    public void Numbers_outside_the_64_are_refused(int kind, int localIndex) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Plan(1, new SiteService(kind, localIndex, new(15, 15))));

    [Fact]
    public void Of_two_services_with_the_same_kind_the_last_one_counts()
    {
        var plan = Plan(1, new(3, 0, new(15, 15)), new(3, 1, new(20, 20)));

        plan.TryAsk([3], false, out var ask).ShouldBeTrue();

        ask.ShouldBe(new Ask(ServiceSet.Of(1), 20, false));
    }

    [Fact]
    public void Only_the_sites_of_the_planning_are_looked_at()
    {
        var map = new SearchMap([
            Plan(1, new SiteService(SiteService.NoKind, 5, new(30, 10))),
            Plan(2, new SiteService(SiteService.NoKind, 5, new(30, 10))),
            Plan(2, new SiteService(SiteService.NoKind, 5, new(30, 10)))]);

        map.Search(Query(2, 5)).Sites.Select(site => site.Plan.PlanningId).ShouldBe([2, 2]);
        map.Search(Query(3, 5)).SitesWithStarts.ShouldBe(0);
    }

    [Fact]
    public void With_a_planning_its_services_are_asked_and_without_one_the_kinds()
    {
        var map = new SearchMap([Plan(1, new(3, 0, new(15, 15)), new(SiteService.NoKind, 5, new(30, 10)))]);

        map.TrySoonest(Query(1, 5), out _).ShouldBeTrue();
        map.TrySoonest(Query(1, 3), out _).ShouldBeFalse();
        map.TrySoonest(Query(null, 5), out _).ShouldBeFalse();
        map.TrySoonest(Query(null, 3), out _).ShouldBeTrue();
    }

    [Fact]
    public void Plannings_that_differ_in_a_services_groups_or_in_one_without_a_kind_are_asked_apart()
    {
        SiteService kindless = new(SiteService.NoKind, 5, new(30, 10));
        var map = new SearchMap([
            Plan(1, kindless),
            Plan(1, kindless with { Minutes = new(60, 10) }),
            Plan(1, kindless with { Groups = 0b11 }),
            Plan(1, kindless with { Kind = 5 })]);

        var bySite = map.Search(Query(1, 5));

        bySite.Sites.Concat(bySite.Without).Select(site => (site.Ask.Minutes, (int)site.Ask.Groups)).Order()
            .ShouldBe([(30, 0b1), (30, 0b1), (30, 0b11), (60, 0b1)]);
        map.Search(Query(null, 5)).SitesWithStarts.ShouldBe(1);
    }

    private static SlotQuery Query(int? planning, int service) => new()
    {
        Near = new(45.9, 6.6),
        Kinds = new[] { service },
        PlanningId = planning,
        Services = new[] { service },
        From = Day,
        To = Day,
        NowLocal = new[] { Day.ToDateTime(new(7, 0)) },
    };

    private static SitePlan Plan(int planning, params SiteService[] services) => new(services, [new DeskView(1)
    {
        Calendar = DeskCalendar.Create(
            Day, [OpenDay.Of([AnyOf.Segment(540, 720, 15, ServiceSet.All, OpeningChannel.Online)])], new DayBits[1]),
    }])
    {
        SiteId = 1,
        PlanningId = planning,
        TownHallId = 1,
        Place = new(45.9, 6.6),
        Window = new(0, 30, null),
    };
}
