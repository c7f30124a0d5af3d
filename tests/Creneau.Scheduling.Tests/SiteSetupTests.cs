using Creneau.Scheduling.Tests.Model;
using CsCheck;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class SiteSetupTests
{
    private static readonly DateOnly Monday = new(2027, 2, 1);
    private static readonly HolidayCalendar France = new(HolidayRegion.Metropole, GoodFriday: false);
    private static readonly ServiceSet Passport = ServiceSet.Of(0);

    private static readonly Gen<(int Rank, List<NaiveOpening> Openings, List<(int From, int Until)> Closed)> AnyDesk =
        Gen.Select(Gen.Int[0, 3], AnyOf.Opening.List[0, 4], AnyOf.Range.List[0, 2]);

    private static readonly Gen<(int Agent, (int From, int Until) Time, bool IsAbsence)> AnyShift =
        Gen.Select(Gen.Int[1, 2], AnyOf.Range, Gen.OneOf(true, false, false));

    [Fact]
    public void What_is_open_agrees_with_the_slow_model() =>
        Gen.Select(AnyDesk.List[1, 4], AnyOf.Range.List[0, 5], AnyShift.List[0, 6], Gen.Bool).Sample((desks, agents, shifts, hasStaffing) =>
        {
            var unnamed = agents.Select(agent => new Presence(Every(DayOfWeek.Monday), new(agent.From, agent.Until)));
            var named = shifts.Select(shift => new Presence(Every(DayOfWeek.Monday), new(shift.Time.From, shift.Time.Until))
            {
                AgentId = shift.Agent,
                IsAbsence = shift.IsAbsence,
            });
            var setup = new SiteSetup(
                [.. desks.Select((desk, i) => Desk(i, desk.Rank, desk.Openings, desk.Closed))],
                hasStaffing ? [.. unnamed, .. named] : null,
                France);

            var days = setup.On(Monday);

            var naive = NaiveModel.Open(
                [.. desks.Select(desk => (desk.Rank, desk.Openings, NaiveModel.MinutesOf(desk.Closed)))],
                hasStaffing
                    ? [.. agents.Select(agent => NaiveModel.MinutesOf([agent])), .. shifts.GroupBy(shift => shift.Agent).Select(Present)]
                    : null);
            days.Select(day => AnyOf.Units(day.Open)).ShouldBe(naive.Select(NaiveModel.UnitsOf));
        }, iter: 1500);

    [Fact]
    public void Who_is_away_opens_no_desk_and_the_second_desk_closes()
    {
        Presence Nadia(int from, int until, bool away) =>
            new(Every(DayOfWeek.Monday), new(from, until)) { AgentId = 1, IsAbsence = away };
        var setup = new SiteSetup(
            [OpenAllMorning(1, rank: 1), OpenAllMorning(2, rank: 2)],
            [new(Every(DayOfWeek.Monday), new(540, 720)), Nadia(540, 720, away: false), Nadia(600, 660, away: true)], France);

        var days = setup.On(Monday);

        days.Select(day => day.Open.ToString()).ShouldBe(["09:00-12:00", "09:00-10:00 11:00-12:00"]);
    }

    [Theory]
    [InlineData("2026-10-13", true)]
    [InlineData("2026-10-20", false)]
    [InlineData("2026-10-27", false)]
    [InlineData("2026-11-03", true)]
    public void A_late_Tuesday_outside_the_school_holidays_is_closed_in_them(string date, bool open)
    {
        var zoneA = France with { School = new([(new(2026, 10, 17), new(2026, 11, 2))]) };
        var late = new Opening(Every(DayOfWeek.Tuesday), new(1020, 1140), 15, Passport, OpeningChannel.Online, 0);
        SiteSetup With(SchoolTime time) => new([new(1, 1, [late with { School = time }], [])], null, zoneA);

        With(SchoolTime.OutsideHolidays).On(DateOnly.Parse(date, null))[0].Open.IsEmpty.ShouldBe(!open);
        With(SchoolTime.InHolidays).On(DateOnly.Parse(date, null))[0].Open.IsEmpty.ShouldBe(open);
        With(SchoolTime.Any).On(DateOnly.Parse(date, null))[0].Open.IsEmpty.ShouldBeFalse();
    }

    [Fact]
    public void One_agent_opens_the_first_usable_desk_only()
    {
        var setup = new SiteSetup(
            [OpenAllMorning(1, rank: 2), OpenAllMorning(2, rank: 1) with { Closings = [new(Monday, 600, Monday, 660)] }],
            [new(Every(DayOfWeek.Monday), new(540, 720))], France);

        var days = setup.On(Monday);

        days[1].Open.ToString().ShouldBe("09:00-10:00 11:00-12:00");
        days[0].Open.ToString().ShouldBe("10:00-11:00");
    }

    [Fact]
    public void Without_any_agent_nothing_is_open_and_without_staffing_everything_is()
    {
        new SiteSetup([OpenAllMorning(1, 1)], [], France).On(Monday)[0].ShouldBeSameAs(OpenDay.Closed);
        new SiteSetup([OpenAllMorning(1, 1)], null, France).On(Monday)[0].Open.ToString().ShouldBe("09:00-12:00");
    }

    [Fact]
    public void A_public_holiday_is_closed_unless_an_opening_is_dated_for_it()
    {
        var easterMonday = new DateOnly(2027, 3, 29);
        var dated = new Opening(new Recurrence.OnDate(easterMonday), new(600, 660), 15, Passport, OpeningChannel.Online, 0);
        var usual = OpenAllMorning(1, 1);

        var setup = new SiteSetup([usual, usual with { Openings = [.. usual.Openings, dated] }], null, France);

        setup.On(easterMonday)[0].ShouldBeSameAs(OpenDay.Closed);
        setup.On(easterMonday)[1].Open.ToString().ShouldBe("10:00-11:00");
        setup.On(easterMonday.AddDays(7))[1].Open.ToString().ShouldBe("09:00-12:00");
    }

    [Fact]
    public void The_grid_is_counted_from_the_opening_even_when_its_beginning_is_closed()
    {
        var desk = OpenAllMorning(1, 1) with { Closings = [new(Monday, 0, Monday, 550)] };

        var day = new SiteSetup([desk], null, France).On(Monday)[0];

        AnyOf.Units(day.Starts(DayBits.Full, new(Passport, 15, false), 0))[0].ShouldBe(555 / 5);
    }

    [Fact]
    public void A_site_without_desks_has_no_days() => new SiteSetup([], [], France).On(Monday).ShouldBeEmpty();

    private static DeskSetup OpenAllMorning(int id, int rank) =>
        new(id, rank, [new(Every(DayOfWeek.Monday), new(540, 720), 15, Passport, OpeningChannel.Online, 0)], []);

    private static DeskSetup Desk(int id, int rank, List<NaiveOpening> openings, List<(int From, int Until)> closed) =>
        new(id, rank, [.. openings.Select(o => o.On(Every(DayOfWeek.Monday)))],
            [.. closed.Select(range => new Closing(Monday, range.From, Monday, range.Until))]);

    private static bool[] Present(IEnumerable<(int Agent, (int From, int Until) Time, bool IsAbsence)> shifts)
    {
        var there = NaiveModel.MinutesOf(shifts.Where(shift => !shift.IsAbsence).Select(shift => shift.Time));
        var away = NaiveModel.MinutesOf(shifts.Where(shift => shift.IsAbsence).Select(shift => shift.Time));
        return [.. there.Zip(away, (present, absent) => present && !absent)];
    }

    private static Recurrence.Weekly Every(DayOfWeek day) => new(day, 1, Monday, null, null);
}
