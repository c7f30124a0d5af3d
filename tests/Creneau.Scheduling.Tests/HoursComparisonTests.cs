using Creneau.Scheduling.Tests.Model;
using CsCheck;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class HoursComparisonTests
{
    private static readonly DateOnly Monday = new(2027, 2, 1);
    private static readonly HolidayCalendar France = new(HolidayRegion.Metropole, GoodFriday: false);
    private static readonly SiteService Passport = new(3, 0, new(15, 15));

    [Fact]
    public void People_who_are_newly_outside_already_outside_and_brought_back_are_told_apart()
    {
        // 2 outside already; the afternoon goes, which pushes one out, and an earlier morning covers one of the two
        var site = Site(before: [(540, 720), (840, 960)], after: [(510, 720)]);
        var (early, evening, inside, afternoon) = (At(510), At(1080), At(600), At(900));

        var effect = HoursComparison.Of([site], [early, evening, inside, afternoon], Monday, 7);

        effect.NewlyOutside.ShouldBe([afternoon.Id]);
        effect.AlreadyOutside.ShouldBe([evening.Id]);
        effect.BroughtBack.ShouldBe([early.Id]);
    }

    [Fact]
    public void Who_would_be_inside_with_agents_enough_is_outside_for_lack_of_them()
    {
        var (before, after) = (Setup([(540, 720)], 15), Setup([(540, 660)], 15));
        var nobody = new SiteSetup(after.Desks, [], France);
        var (lacking, gone) = (At(600), At(690));

        var effect = HoursComparison.Of([new ComparedSite(1, 1, [Passport], before, nobody)], [lacking, gone], Monday, 7);

        effect.NewlyOutside.ShouldBe([lacking.Id, gone.Id]);
        effect.ForLackOfAgents.ShouldBe([lacking.Id]);
    }

    [Fact]
    public void A_new_step_leaves_nobody_outside_who_is_still_covered()
    {
        var site = new ComparedSite(1, 1, [Passport], Setup([(540, 720)], 15), Setup([(550, 720)], 20));
        var appointment = At(555);

        var effect = HoursComparison.Of([site], [appointment], Monday, 7);

        effect.NewlyOutside.ShouldBeEmpty();
        site.After.On(Monday)[0].Starts(~DayBits.Range(555 / 5, 570 / 5), new(ServiceSet.Of(0), 15, false), 0).Next(0).ShouldBe(570 / 5);
    }

    [Fact]
    public void Starts_are_counted_by_week_and_service()
    {
        var both = new SiteService(7, 1, new(30, 20));
        var site = Site(before: [(540, 720)], after: [(540, 600)]) with { Services = [Passport, both] };

        var effect = HoursComparison.Of([site], [], Monday, 8);

        effect.Weeks.Select(week => (week.Monday.Day, week.Service, week.Before, week.After)).ShouldBe(
            [(1, 0, 12, 4), (1, 1, 11, 3), (8, 0, 12, 4), (8, 1, 11, 3)]);
    }

    [Fact]
    public void Who_is_outside_agrees_with_the_slow_model() =>
        Gen.Select(AnyOf.Opening.List[0, 4], AnyOf.Opening.List[0, 4], AnyOf.Range.List[0, 6], AnyOf.Services).Sample(
            (before, after, times, services) =>
            {
                var site = new ComparedSite(1, 1, [], Setup(before), Setup(after));
                var appointments = times.Select(time => At(0) with
                {
                    Time = new(time.From, time.Until),
                    Desks = [(1, new(services))],
                }).ToList();

                var effect = HoursComparison.Of([site], appointments, Monday, 0);

                List<Guid> Which(bool inBefore, bool inAfter) => [.. appointments
                    .Where(one => (IsIn(before, one, services), IsIn(after, one, services)) == (inBefore, inAfter)).Select(one => one.Id)];
                effect.NewlyOutside.ShouldBe(Which(true, false));
                effect.AlreadyOutside.ShouldBe(Which(false, false));
                effect.BroughtBack.ShouldBe(Which(false, true));
            }, iter: 1500);

    private static bool IsIn(List<NaiveOpening> openings, PlacedAppointment appointment, ulong services) =>
        Enumerable.Range(appointment.Time.Start, appointment.Time.End - appointment.Time.Start).All(minute =>
            openings.Exists(opening => opening.Gives(minute, new NaiveAsk(services, 5, AtCounter: true, 0))));

    private static PlacedAppointment At(int minute) =>
        new(Guid.CreateVersion7(DateTimeOffset.UnixEpoch), 1, 1, Monday, new(minute, minute + 15), [(1, ServiceSet.Of(0))]);

    private static ComparedSite Site((int From, int Until)[] before, (int From, int Until)[] after) =>
        new(1, 1, [Passport], Setup(before, 15), Setup(after, 15));

    private static SiteSetup Setup((int From, int Until)[] ranges, int step) =>
        Setup([.. ranges.Select(range => new NaiveOpening(range.From, range.Until, step, 0b11, OpeningChannel.Online, 0))]);

    private static SiteSetup Setup(List<NaiveOpening> openings) => new(
        [new(1, 1, [.. openings.Select(one => one.On(new Recurrence.Weekly(DayOfWeek.Monday, 1, Monday, null, null)))], [])], null, France);
}
