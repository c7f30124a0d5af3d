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

    [Fact]
    public void What_is_open_agrees_with_the_slow_model() =>
        Gen.Select(AnyDesk.List[1, 4], AnyOf.Range.List[0, 5], Gen.Bool).Sample((desks, agents, hasStaffing) =>
        {
            var setup = new SiteSetup(
                [.. desks.Select((desk, i) => Desk(i, desk.Rank, desk.Openings, desk.Closed))],
                hasStaffing ? [.. agents.Select(agent => new Presence(Every(DayOfWeek.Monday), new(agent.From, agent.Until)))] : null,
                France);

            var days = setup.On(Monday);

            var naive = NaiveModel.Open(
                [.. desks.Select(desk => (desk.Rank, desk.Openings, NaiveModel.MinutesOf(desk.Closed)))], hasStaffing ? agents : null);
            days.Select(day => AnyOf.Units(day.Open)).ShouldBe(naive.Select(NaiveModel.UnitsOf));
        }, iter: 1500);

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

    private static Recurrence.Weekly Every(DayOfWeek day) => new(day, 1, Monday, null, null);
}
