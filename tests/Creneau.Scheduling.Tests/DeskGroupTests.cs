using Creneau.Scheduling.Tests.Model;
using CsCheck;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

/// <summary>A wedding takes the hall (group 0) and an officiant (group 1); a reception takes the hall alone.</summary>
public class DeskGroupTests
{
    private const int Reception = 0;
    private const int Wedding = 1;
    private const int Hall = 10;
    private const int Mayor = 21;
    private const int Deputy = 22;

    private static readonly DateOnly Day = NaivePlan.FirstDay;
    private static readonly DateTime Early = Day.ToDateTime(new(7, 0));

    [Theory]
    [InlineData("", "", "", "600 630 660")]
    [InlineData("", "600-630", "", "630 660")]
    [InlineData("600-660", "", "", "660")]
    [InlineData("600-660", "", "645-720", "")]
    [InlineData("", "630-690", "", "660")]
    [InlineData("", "600-690", "645-720", "")]
    [InlineData("600-720", "", "", "")]
    public void A_wedding_starts_where_the_hall_and_an_officiant_are_free(string hall, string mayor, string deputy, string expected)
    {
        var plan = Town(hall, mayor, deputy);

        var starts = plan.StartsOn(Day, Asked(plan, Wedding), Early);

        string.Join(' ', AnyOf.Units(starts).Select(unit => unit * 5)).ShouldBe(expected);
    }

    [Fact]
    public void Each_desk_is_taken_for_its_own_duration_and_the_first_groups_one_is_shown()
    {
        var plan = Town("", "", "");
        var ask = Asked(plan, Wedding);

        var groups = SlotRanking.LeastFragmentingByGroup(plan, new(Day, 630), ask, Early);

        string.Join(" | ", groups.Select(Text)).ShouldBe("10 for 60 | 21 for 45");
        plan.DurationAt(new(Day, 630), ask, Early).ShouldBe(60);
    }

    [Fact]
    public void Where_one_group_has_no_desk_none_is_taken()
    {
        var plan = Town("", "600-690", "");
        var ask = Asked(plan, Wedding);

        SlotRanking.LeastFragmentingByGroup(plan, new(Day, 600), ask, Early).ShouldBeEmpty();
        plan.DurationAt(new(Day, 600), ask, Early).ShouldBe(0);
    }

    [Fact]
    public void A_service_of_one_group_needs_no_desk_of_the_others()
    {
        var plan = Town("", "600-690", "645-720");
        var ask = Asked(plan, Reception);

        ask.Groups.ShouldBe((byte)0b1);
        plan.StartsOn(Day, ask, Early).Count.ShouldBe(4);
        Text(SlotRanking.LeastFragmentingByGroup(plan, new(Day, 600), ask, Early)[0]).ShouldBe("10 for 30");
    }

    [Fact]
    public void A_party_takes_the_groups_of_all_its_services_and_no_desk_has_to_serve_what_does_without_it()
    {
        var plan = Town("", "", "");

        var ask = Asked(plan, Wedding, Reception);

        ask.ShouldBe(new Ask(ServiceSet.Of(Reception, Wedding), 50, false, 0b11));
        string.Join(' ', AnyOf.Units(plan.StartsOn(Day, ask, Early)).Select(unit => unit * 5)).ShouldBe("600 630 660");
        SlotRanking.LeastFragmentingByGroup(plan, new(Day, 600), ask, Early).Select(Text).ShouldBe(["10 for 60", "21 for 60"]);
    }

    [Fact]
    public void The_desks_of_each_group_are_ranked_by_what_is_too_short_for_that_groups_shortest_service()
    {
        // Until 11:45 the mayor would keep 15 minutes, of use to no wedding; what the deputy keeps before and after is of use
        var plan = Plan(
            [new(3, Reception, new(10, 10)), new(4, Wedding, new(30, 0), 0b11)],
            [Desk(Hall, 0, 600, 720, 30, ""), Desk(Mayor, 1, 600, 705, 15, "600-660"), Desk(Deputy, 1, 600, 720, 15, "")]);

        var groups = SlotRanking.LeastFragmentingByGroup(plan, new(Day, 660), Asked(plan, Wedding), Early);

        string.Join(" | ", groups.Select(Text)).ShouldBe("10 for 30 | 22 for 30 21 for 30");
    }

    [Fact]
    public void Groups_come_by_rising_ordinal_whatever_the_order_of_the_desks()
    {
        var plan = Plan(
            [new(3, 0, new(20, 0), 0b1000_0100)],
            [Desk(1, 7, 600, 720, 15, ""), Desk(2, 2, 600, 720, 20, ""), Desk(3, 0, 600, 720, 60, "")]);
        plan.TryAsk([3], false, out var ask).ShouldBeTrue();

        SlotRanking.LeastFragmentingByGroup(plan, new(Day, 600), ask, Early).Select(Text).ShouldBe(["2 for 20", "1 for 30"]);
        Text(SlotRanking.LeastFragmentingByGroup(plan, new(Day, 600), ask, Early)[0]).ShouldBe("2 for 20");
        plan.DurationAt(new(Day, 600), ask, Early).ShouldBe(20);
    }

    [Fact]
    public void The_soonest_wedding_is_on_the_first_day_that_all_groups_share()
    {
        // The hall is full on the first day, the officiants on the second, both are free at 11:00 on the third
        DayBits Taken(string ranges) => AnyOf.Bits(NaiveModel.RangesOf(ranges));
        var plan = Plan(Town("", "", "").Services, [
            Desk(Hall, 0, 600, 720, 30, Taken("600-720"), Taken(""), Taken("600-660")),
            Desk(Mayor, 1, 600, 720, 15, Taken(""), Taken("600-720"), Taken(""))]);

        var isFound = new SearchMap([plan]).TrySoonest(Query([4]), out var found);

        isFound.ShouldBeTrue();
        found.Start.ShouldBe(new(Day.AddDays(2), 660));
    }

    [Fact]
    public void The_first_day_of_either_officiant_counts()
    {
        var (free, full) = (DayBits.Empty, DayBits.Full);
        var plan = Plan(Town("", "", "").Services, [
            Desk(Hall, 0, 600, 720, 30, free, free, free, free),
            Desk(Mayor, 1, 600, 720, 15, full, free, full, free),
            Desk(Deputy, 1, 600, 720, 15, full, full, full, free)]);

        new SearchMap([plan]).TrySoonest(Query([4]), out var found).ShouldBeTrue();

        found.Start.ShouldBe(new(Day.AddDays(1), 600));
    }

    [Fact]
    public void Without_a_desk_in_one_of_its_groups_a_service_is_never_offered()
    {
        var plan = Plan(Town("", "", "").Services, [Desk(Hall, 0, 600, 720, 30, "")]);

        var answer = new SearchMap([plan]).Search(Query([4]));

        (answer.SitesWithStarts, answer.SitesWithout).ShouldBe((0, 1));
    }

    [Fact]
    public void Starts_durations_and_desks_agree_with_the_slow_model() =>
        Gen.Select(AnyPlan.Any, Gen.Int[0, 3].Array[1, 3], Gen.Int[0, 13], Gen.Int[-3, 13 * 24], Gen.Bool).Sample(
            (naive, indexes, day, hour, atCounter) =>
            {
                var (plan, people, now) = (naive.ToSitePlan(), naive.ByIndex(indexes), Day.ToDateTime(TimeOnly.MinValue).AddHours(hour));
                plan.TryAskServices(indexes, atCounter, out var ask).ShouldBe(people is not null);
                if (people is null)
                {
                    return;
                }

                var date = Day.AddDays(day);
                var groups = naive.StartsByGroup(people, day, atCounter, now);
                AnyOf.Units(plan.StartsOn(date, ask, now)).Select(unit => new SlotStart(date, unit * 5))
                    .ShouldBe(naive.Starts(people, atCounter, now).Where(start => start.Date == date));
                for (var minute = 0; minute < NaiveModel.Minutes; minute += 5)
                {
                    var desks = groups.Select(group => group.Where(desk => desk.Starts.ContainsKey(minute))
                        .Select(desk => (desk.DeskId, Minutes: desk.Starts[minute])).Order()).ToList();
                    var isOffered = desks.All(group => group.Any());
                    plan.DurationAt(new(date, minute), ask, now).ShouldBe(isOffered ? desks[0].Min(desk => desk.Minutes) : 0);
                    SlotRanking.LeastFragmentingByGroup(plan, new(date, minute), ask, now)
                        .Select(group => Text(group.Select(desk => (desk.Desk.DeskId, desk.DurationMinutes)).Order()))
                        .ShouldBe(isOffered && naive.IsInWindow(date, minute, atCounter, now) ? desks.Select(Text) : []);
                }
            }, iter: 400);

    [Fact]
    public void No_group_at_all_counts_as_the_first_one()
    {
        var plan = Town("", "", "");

        plan.StartsOn(Day, new Ask(ServiceSet.Of(Reception), 20, false, Groups: 0), Early).Count.ShouldBe(4);
    }

    [Fact]
    public void A_group_is_a_number_from_0_to_7_and_every_service_and_desk_has_one()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new DeskView(1, 8));
        Should.Throw<ArgumentOutOfRangeException>(() => new DeskView(1, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => Plan([new(3, 0, new(20, 0), 0)], []));
        new DeskView(1, 7).Group.ShouldBe(7);
        new DeskView(1).Group.ShouldBe(0);
    }

    [Fact]
    public void A_desk_stands_in_one_group_of_a_planning() =>
        Should.Throw<ArgumentException>(() => Plan([], [new DeskView(1, 0), new DeskView(1, 1)]));

    private static Ask Asked(SitePlan plan, params int[] services) =>
        plan.TryAskServices(services, false, out var ask) ? ask : throw new ArgumentException("Not to be had here.", nameof(services));

    private static string Text(IEnumerable<RankedDesk> desks) => Text(desks.Select(desk => (desk.Desk.DeskId, desk.DurationMinutes)));

    private static string Text(IEnumerable<(int DeskId, int Minutes)> desks) =>
        string.Join(' ', desks.Select(desk => $"{desk.DeskId} for {desk.Minutes}"));

    private static SlotQuery Query(int[] kinds) => new()
    {
        Near = new(45.9, 6.6),
        Kinds = kinds,
        From = Day,
        To = Day.AddDays(10),
        NowLocal = new[] { Early },
    };

    /// <summary>
    /// The hall is open 10:00 to 12:00 every 30 minutes, the mayor until 11:30, the deputy from 10:45, both every 15 and
    /// for weddings only.
    /// </summary>
    private static SitePlan Town(string hall, string mayor, string deputy) => Plan(
        [new(3, Reception, new(20, 10)), new(4, Wedding, new(40, 0), 0b11)],
        [Desk(Hall, 0, 600, 720, 30, hall), Desk(Mayor, 1, 600, 690, 15, mayor), Desk(Deputy, 1, 645, 720, 15, deputy)]);

    private static SitePlan Plan(IEnumerable<SiteService> services, DeskView[] desks) => new(services, desks)
    {
        SiteId = 1,
        PlanningId = 1,
        TownHallId = 1,
        Place = new(45.9, 6.6),
        Window = new(0, 30, null),
    };

    private static DeskView Desk(int id, int group, int from, int until, int step, string taken) =>
        Desk(id, group, from, until, step, [AnyOf.Bits(NaiveModel.RangesOf(taken))]);

    /// <summary>A desk with the same hours on as many days as there are lists of what is taken.</summary>
    private static DeskView Desk(int id, int group, int from, int until, int step, params DayBits[] taken)
    {
        var services = group == 1 ? ServiceSet.Of(Wedding) : ServiceSet.Of(Reception, Wedding);
        var open = OpenDay.Of([AnyOf.Segment(from, until, step, services, OpeningChannel.Online)]);
        return new(id, group) { Calendar = DeskCalendar.Create(Day, [.. taken.Select(_ => open)], taken) };
    }
}
