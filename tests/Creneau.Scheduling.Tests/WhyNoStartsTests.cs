using Creneau.Scheduling.Tests.Model;
using CsCheck;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

/// <summary>One desk that is open on Mondays from 09:00 to 12:00 every 15 minutes, until something is wrong with it.</summary>
public class WhyNoStartsTests
{
    private static readonly DateOnly Monday = NaivePlan.FirstDay;
    private static readonly DateTime Early = Monday.ToDateTime(new(7, 0));
    private static readonly HolidayCalendar France = new(HolidayRegion.Metropole, GoodFriday: false);
    private static readonly Opening Morning = new(Every(DayOfWeek.Monday), new(540, 720), 15, ServiceSet.Of(0), OpeningChannel.Online, 0);
    private static readonly BookingWindow Open = new(0, 40, null);

    [Fact]
    public void Without_a_fault_the_starts_are_counted() => Explain([Morning]).ShouldBe(new(NoStartsCause.None) { Count = 12 });

    [Fact]
    public void Each_fault_in_turn_is_named_before_those_that_come_after_it()
    {
        var counter = Morning with { Channel = OpeningChannel.CounterUntil, OnlineDaysBefore = 0, OnlineMinute = 510 };
        var narrow = Morning with { Time = new(540, 550), StepMinutes = 5 };
        Closing[] allDay = [new(Monday, 0, Monday, 1440)];
        var far = Open with { HorizonDays = 2 };
        var next = Monday.AddDays(7);

        Explain([]).Cause.ShouldBe(NoStartsCause.NoRange);
        Explain(new Case([Morning with { Channel = OpeningChannel.WalkInOnly }]) { Closings = allDay })
            .Cause.ShouldBe(NoStartsCause.WalkInOnly);
        Explain(new Case([Morning with { Channel = OpeningChannel.CounterOnly }]) { Closings = allDay })
            .Cause.ShouldBe(NoStartsCause.CounterOnly);
        Explain(new Case([counter]) { Closings = allDay })
            .ShouldBe(new(NoStartsCause.NotOnlineYet) { FromLocal = Monday.ToDateTime(new(8, 30)) });
        Explain(new Case([narrow]) { Closings = allDay }).ShouldBe(new(NoStartsCause.TooShort) { NeededMinutes = 15, LongestMinutes = 10 });
        Explain(new Case([Morning]) { Window = far, Date = next }).ShouldBe(
            new(NoStartsCause.BeyondHorizon) { FromLocal = next.AddDays(-2).ToDateTime(TimeOnly.MinValue) });
        Explain(new Case([Morning]) { Window = Open with { LeastNoticeMinutes = 600 }, Closings = allDay })
            .Cause.ShouldBe(NoStartsCause.LeastNotice);
        Explain(new Case([Morning]) { Date = Monday.AddDays(-7) }).Cause.ShouldBe(NoStartsCause.Past);
        Explain(new Case([Morning]) { Window = far with { Release = new MonthlyRelease(15, 510) }, Date = new(2027, 4, 12) })
            .ShouldBe(new(NoStartsCause.NotReleased) { FromLocal = new DateTime(2027, 3, 15, 8, 30, 0) });
        Explain(new Case([Morning]) { Closings = allDay, Agents = [] }).Cause.ShouldBe(NoStartsCause.Closed);
        Explain(new Case([Morning]) { Breakdowns = allDay, Agents = [] }).Cause.ShouldBe(NoStartsCause.OutOfOrder);
        Explain(new Case([Morning]) { Agents = [], Taken = DayBits.Full }).ShouldBe(new(NoStartsCause.TooFewAgents) { Agents = 0 });
        Explain(new Case([Morning]) { Taken = DayBits.Full }).Cause.ShouldBe(NoStartsCause.AllTaken);
    }

    [Fact]
    public void A_public_holiday_is_no_closure_and_a_range_that_is_dated_for_it_is_open()
    {
        var easter = new DateOnly(2027, 3, 29);
        var dated = Morning with { When = new Recurrence.OnDate(easter) };

        Explain(new Case([Morning]) { Window = Open with { HorizonDays = 90 }, Date = easter }).Cause.ShouldBe(NoStartsCause.PublicHoliday);
        Explain(new Case([dated]) { Window = Open with { HorizonDays = 90 }, Date = easter, From = easter })
            .Cause.ShouldBe(NoStartsCause.None);
    }

    [Fact]
    public void A_range_outside_the_school_holidays_is_named_in_them()
    {
        var outside = Morning with { School = SchoolTime.OutsideHolidays };
        var holidays = new SchoolHolidays([(Monday, Monday.AddDays(14))]);

        Explain(new Case([outside]) { Holidays = France with { School = holidays } }).Cause.ShouldBe(NoStartsCause.SchoolHolidays);
    }

    [Fact]
    public void What_is_kept_for_the_counter_is_named_where_the_rest_is_too_short()
    {
        var every = Morning with { Share = new(1, 2), StepMinutes = 10 };

        Explain([every]).Cause.ShouldBe(NoStartsCause.KeptForCounter);
        Explain(new Case([every]) { AtCounter = true }).Cause.ShouldBe(NoStartsCause.None);
    }

    [Fact]
    public void Two_groups_that_are_never_open_together_are_named()
    {
        var hall = new DeskSetup(0, 1, [Morning], []);
        var mayor = new DeskSetup(1, 2, [Morning with { Time = new(840, 900) }], []);
        var setup = new SiteSetup([hall, mayor], null, France);

        Explain(setup, Plan(setup, Open, [0, 1], [default, default], Monday), Monday, atCounter: false).Cause
            .ShouldBe(NoStartsCause.NeverTogether);
    }

    [Theory]
    [InlineData(DayOfWeek.Monday, 540, 7)]
    [InlineData(DayOfWeek.Thursday, 0, 10)]
    [InlineData(DayOfWeek.Sunday, 1439, 0)]
    public void The_moment_of_a_weekly_release_is_the_first_at_which_the_date_is_open(DayOfWeek day, int minute, int horizon)
    {
        var window = new BookingWindow(0, horizon, new WeeklyRelease(day, minute));

        for (var date = Monday; date < Monday.AddDays(15); date = date.AddDays(1))
        {
            var opens = window.OpensAt(date);
            window.Bounds(opens).LastDate.ShouldBeGreaterThanOrEqualTo(date);
            window.Bounds(opens.AddMinutes(-1)).LastDate.ShouldBeLessThan(date);
        }
    }

    /// <summary>The map looks for starts by other code, with hints and day after day.</summary>
    [Fact]
    public void Nothing_blocks_exactly_where_the_search_finds_a_start() =>
        Gen.Select(AnyDesk.Array[1, 3], AnyWindow, Gen.Int[0, 8], Gen.Int[0, 3 * 1440], Gen.Bool, AnyAgents)
            .Sample((desks, window, day, minute, atCounter, agents) =>
            {
                var (date, now) = (Monday.AddDays(day), Monday.ToDateTime(TimeOnly.MinValue).AddMinutes(minute));
                var setup = new SiteSetup(
                    [.. desks.Select((desk, i) => new DeskSetup(i, i, desk.Openings, [.. desk.Closings, .. desk.Breakdowns])
                    {
                        Breakdowns = desk.Breakdowns,
                    })],
                    agents?.Select(agent => Presence(agent.Day, agent.Time)).ToList(),
                    France with { School = new SchoolHolidays([(Monday.AddDays(2), Monday.AddDays(5))]) });
                var groups = desks.Select((desk, i) => i == 0 ? 0 : desk.Group).ToArray();
                var plan = Plan(setup, window, groups, [.. desks.Select(desk => AnyOf.Bits(desk.Taken))], Monday);

                var explained = Explain(setup, plan, date, atCounter, now);

                var found = new SearchMap([plan]).TrySoonest(
                    new SlotQuery
                    {
                        Near = plan.Place,
                        Kinds = [3],
                        From = date,
                        To = date,
                        NowLocal = new DateTime[] { now },
                        AtCounter = atCounter,
                    },
                    out _);
                (explained.Cause == NoStartsCause.None).ShouldBe(found, explained.Cause.ToString());
                (explained.Count > 0).ShouldBe(found);
            }, iter: 6000);

    private static readonly Gen<BookingWindow> AnyWindow = Gen.Select(
        Gen.OneOf(0, 0, 300), Gen.OneOf(1, 7, 40), Gen.OneOf<Release?>(null, null, new WeeklyRelease(DayOfWeek.Wednesday, 540)),
        (notice, horizon, release) => new BookingWindow(notice, horizon, release));

    private static readonly Gen<List<(int Day, (int From, int Until) Time)>?> AnyAgents = Gen.OneOf(
        Gen.Const((List<(int, (int, int))>?)null),
        Gen.Select(Gen.Int[0, 8], AnyOf.Range).List[0, 12].Select(list => (List<(int, (int, int))>?)list));

    private static readonly Gen<Opening> AnyOpening = Gen.Select(
        AnyOf.Opening, Gen.Int[0, 8],
        Gen.OneOf(SchoolTime.Any, SchoolTime.Any, SchoolTime.InHolidays, SchoolTime.OutsideHolidays), Gen.Bool,
        (opening, day, school, isLong) => (opening with { Until = isLong ? Math.Min(opening.Until + 300, 1440) : opening.Until })
            .On(Every(Monday.AddDays(day).DayOfWeek)) with
        { School = school });

    private static readonly Gen<Closing> AnyClosing = Gen.Select(
        Gen.Int[0, 8], Gen.OneOf(0, 540, 600), Gen.Int[0, 3],
        (day, from, days) => new Closing(Monday.AddDays(day), from, Monday.AddDays(day + days), 1440));

    private static readonly Gen<AnyDeskOf> AnyDesk = Gen.Select(
        AnyOpening.Array[0, 12], AnyClosing.Array[0, 1], AnyClosing.Array[0, 1],
        Gen.OneOf(AnyOf.Range.List[0, 3], Gen.Const(new List<(int, int)> { (0, 1440) })), Gen.Int[0, 1],
        (openings, closings, breakdowns, taken, group) => new AnyDeskOf(openings, closings, breakdowns, taken, group));

    private static Presence Presence(int day, (int From, int Until) time) =>
        new(Every(Monday.AddDays(day).DayOfWeek), new(time.From, time.Until));

    private static Recurrence Every(DayOfWeek day) => new Recurrence.Weekly(day, 1, Monday, null, null);

    private static ExplainedStarts Explain(Opening[] openings) => Explain(new Case(openings));

    private static ExplainedStarts Explain(Case one)
    {
        var desk = new DeskSetup(0, 1, one.Openings, [.. one.Closings, .. one.Breakdowns]) { Breakdowns = one.Breakdowns };
        var setup = new SiteSetup([desk], one.Agents, one.Holidays);
        return Explain(setup, Plan(setup, one.Window, [0], [one.Taken], one.From), one.Date, one.AtCounter);
    }

    /// <summary>What is asked, and what may be wrong with it.</summary>
    private sealed record Case(Opening[] Openings)
    {
        internal BookingWindow Window { get; init; } = Open;

        internal DateOnly Date { get; init; } = Monday;

        /// <summary>First day of the calendars.</summary>
        internal DateOnly From { get; init; } = Monday;

        internal Closing[] Closings { get; init; } = [];

        internal Closing[] Breakdowns { get; init; } = [];

        internal Presence[]? Agents { get; init; }

        internal DayBits Taken { get; init; }

        internal HolidayCalendar Holidays { get; init; } = France;

        internal bool AtCounter { get; init; }
    }

    private static ExplainedStarts Explain(SiteSetup setup, SitePlan plan, DateOnly date, bool atCounter, DateTime? now = null)
    {
        plan.TryAsk([3], atCounter, out var ask).ShouldBeTrue();
        return WhyNoStarts.Of(setup, plan, ask, date, now ?? Early);
    }

    /// <summary>One service, which takes a desk of each group that there is.</summary>
    private static SitePlan Plan(SiteSetup setup, BookingWindow window, int[] groups, DayBits[] taken, DateOnly first)
    {
        var open = Enumerable.Range(0, NaiveDesk.Days).Select(day => setup.On(first.AddDays(day))).ToList();
        var asked = (byte)groups.Aggregate(0, (bits, group) => bits | (1 << group));
        return new SitePlan(
            [new(3, 0, new(15, 15), asked)],
            groups.Select((group, i) => new DeskView(i, group)
            {
                Calendar = DeskCalendar.Create(first, [.. open.Select(day => day[i])], [.. open.Select(_ => taken[i])]),
            }))
        {
            SiteId = 1,
            PlanningId = 1,
            TownHallId = 1,
            Place = new(45.9, 6.6),
            Window = window,
        };
    }

    private sealed record AnyDeskOf(
        Opening[] Openings, Closing[] Closings, Closing[] Breakdowns, List<(int From, int Until)> Taken, int Group);
}
