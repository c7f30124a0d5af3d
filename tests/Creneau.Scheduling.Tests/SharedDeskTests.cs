using Creneau.Scheduling.Tests.Model;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

/// <summary>One desk, two plannings: passports 09:00 to 12:00 every 15 minutes, school registration 10:00 to 11:00 every 20.</summary>
public class SharedDeskTests
{
    private static readonly DateOnly Day = NaivePlan.FirstDay;
    private static readonly DateTime Early = Day.ToDateTime(new(7, 0));

    [Fact]
    public void What_one_planning_takes_is_taken_for_the_other_by_its_own_grid()
    {
        var (passports, school) = (View(540, 720, 15), View(600, 660, 20));
        var map = new SearchMap([Plan(1, passports), Plan(2, school)]);

        Take(DayBits.Range(600 / 5, 620 / 5), passports, school);

        Starts(map, 1, from: 590).ShouldBe([630, 645, 660]);
        Starts(map, 2, from: 590).ShouldBe([620, 640]);
    }

    [Fact]
    public void The_soonest_start_of_each_planning_is_found_by_its_own_openings()
    {
        var (passports, school) = (View(540, 720, 15), View(600, 660, 20));
        var map = new SearchMap([Plan(1, passports), Plan(2, school)]);

        Take(DayBits.Range(540 / 5, 605 / 5), passports, school);

        Soonest(map, 1).ShouldBe(615);
        Soonest(map, 2).ShouldBe(620);
    }

    [Fact]
    public void A_desk_may_be_in_another_group_in_each_planning()
    {
        var hall = new DeskView(5, 0) { Calendar = Calendar(540, 720, 60) };
        var office = new DeskView(5, 1) { Calendar = Calendar(600, 660, 20) };
        var mayor = new DeskView(6, 1) { Calendar = Calendar(540, 720, 15) };
        var wedding = Plan(1, [new(3, 0, new(20, 10), 0b11)], hall, mayor);
        var school = Plan(2, [new(3, 0, new(20, 10), 0b10)], office);
        var map = new SearchMap([wedding, school]);

        Take(DayBits.Range(600 / 5, 620 / 5), hall, office);

        Starts(map, 1, from: 540).ShouldBe([540, 660]);
        Starts(map, 2, from: 540).ShouldBe([620, 640]);
    }

    [Fact]
    public void Each_planning_needs_a_view_of_its_own()
    {
        var view = View(540, 720, 15);

        Should.Throw<InvalidOperationException>(() => new SearchMap([Plan(1, view), Plan(2, view)])).Message.ShouldContain("Desk 5");
    }

    private static void Take(DayBits taken, params DeskView[] views)
    {
        foreach (var view in views)
        {
            view.Calendar = view.Calendar.WithOccupied(Day, taken);
        }
    }

    private static IEnumerable<int> Starts(SearchMap map, int planning, int from) =>
        map.Search(Query(planning)).Sites.Single().Starts.Select(start => start.Minute).Where(minute => minute >= from).Take(3);

    private static int Soonest(SearchMap map, int planning) =>
        map.TrySoonest(Query(planning), out var found) ? found.Start.Minute : throw new ArgumentException("Nothing.", nameof(planning));

    private static SlotQuery Query(int planning) => new()
    {
        Near = new(45.9, 6.6),
        Kinds = [],
        PlanningId = planning,
        Services = new[] { 0 },
        From = Day,
        To = Day,
        NowLocal = new[] { Early },
        StartsPerSite = 100,
    };

    private static SitePlan Plan(int planning, params DeskView[] desks) => Plan(planning, [new(3, 0, new(15, 10))], desks);

    private static SitePlan Plan(int planning, SiteService[] services, params DeskView[] desks) => new(services, desks)
    {
        SiteId = 1,
        PlanningId = planning,
        TownHallId = 1,
        Place = new(45.9, 6.6),
        Window = new(0, 30, null),
    };

    private static DeskView View(int from, int until, int step) => new(5) { Calendar = Calendar(from, until, step) };

    private static DeskCalendar Calendar(int from, int until, int step) => DeskCalendar.Create(
        Day, [OpenDay.Of([AnyOf.Segment(from, until, step, ServiceSet.Of(0), OpeningChannel.Online)])], new DayBits[1]);
}
