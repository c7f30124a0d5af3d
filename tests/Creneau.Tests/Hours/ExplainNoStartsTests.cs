using Creneau.Acting;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Hours;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hours;

public abstract class ExplainNoStartsTests(DatabaseProvider provider) : HoursTown(provider)
{
    private static readonly DateOnly Friday = new(2026, 11, 27);

    private Actor Nadia => TestTown.Agent(Passy, 9);

    [Fact]
    public async Task A_free_day_has_so_many_starts_and_the_next_days_are_named()
    {
        var answer = await ExplainAsync(Friday);

        answer.Starts.ShouldBe(new ExplainedStarts(NoStartsCause.None) { Count = 12 });
        answer.NextDates.ShouldBe([new(2026, 11, 24), new(2026, 11, 25), new(2026, 11, 26)]);
    }

    [Fact]
    public async Task A_closure_is_named_with_the_reason_that_people_are_told_the_town_halls_first()
    {
        await PublishedAsync(await DraftAsync(
            new HoursEdit(null, new ClosureItem(null, null, Desk, AllDay(Friday), ClosureReason.Other, "Peinture")),
            new HoursEdit(null, new ClosureItem(Passy.Id, null, null, AllDay(Friday), ClosureReason.Strike, null))));

        var answer = await ExplainAsync(Friday);

        answer.Starts.Cause.ShouldBe(NoStartsCause.Closed);
        answer.Closures.Select(closure => (closure.Reason, closure.Told)).ShouldBe(
            [(ClosureReason.Strike, null), (ClosureReason.Other, "Peinture")]);
    }

    [Fact]
    public async Task A_desk_out_of_order_is_named_only_where_it_alone_leaves_nothing()
    {
        await Passy.DeskAsync("DR 2", "Fri 09:00-12:00");
        await Passy.ClosesAsync("DR 1", Friday);
        (await ExplainAsync(Friday)).Starts.Cause.ShouldBe(NoStartsCause.None);

        await Passy.ClosesAsync("DR 2", Friday);
        var answer = await ExplainAsync(Friday);

        answer.Starts.Cause.ShouldBe(NoStartsCause.OutOfOrder);
        answer.Closures.Select(closure => closure.DeskId).ShouldBe([Passy.DeskId("DR 1"), Passy.DeskId("DR 2")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_day_whose_only_start_is_held_is_taken()
    {
        var (key, rule) = await RuleOnAsync(DayOfWeek.Friday);
        await PublishedAsync(await DraftAsync(new HoursEdit(key, rule with { Time = new DayTime(540, 555) })));
        await Town.HeldAsync(Passy.Slot(Friday, 540), TestTown.Citizen());

        (await ExplainAsync(Friday)).Starts.Cause.ShouldBe(NoStartsCause.AllTaken);
    }

    [Fact]
    public async Task Without_agents_on_a_day_no_desk_opens()
    {
        var staffed = new WindowItem(Passy.PlanningId, 0, 60, Staffed: true);
        await PublishedAsync(await DraftAsync(new HoursEdit(HoursKey.OfWindow(Passy.PlanningId), staffed)));

        (await ExplainAsync(Friday)).Starts.ShouldBe(new ExplainedStarts(NoStartsCause.TooFewAgents) { Agents = 0 });
    }

    [Fact]
    public async Task Nobody_asks_about_another_town_hall()
    {
        var other = await WithDeskAsync(await Town.TownHallAsync("Megève", 45.86, 6.62));

        (await TryAsync(Nadia, other.SiteId, other.ServiceId(ServiceKind.Passport))).ShouldBeNull();
        (await TryAsync(Nadia, Passy.SiteId, other.ServiceId(ServiceKind.Passport))).ShouldBeNull();
        (await TryAsync(Nadia, other.SiteId, Passy.ServiceId(ServiceKind.Passport))).ShouldBeNull();
        (await TryAsync(TestTown.RelayAgent(Passy), Passy.SiteId, Passy.ServiceId(ServiceKind.Passport))).ShouldBeNull();
        (await TryAsync(Nadia, Passy.SiteId, 987654)).ShouldBeNull();
    }

    private static Closing AllDay(DateOnly date) => new(date, 0, date, DayBits.MinutesPerDay);

    private async Task<StartsAnswer> ExplainAsync(DateOnly date) => (await Town.Get<ExplainNoStarts>().RunAsync(
        Nadia, new StartsQuestion(Passy.SiteId, Passy.ServiceId(ServiceKind.Passport), date, AtCounter: false), CancellationToken.None))
        .ShouldNotBeNull();

    private Task<StartsAnswer?> TryAsync(Actor actor, int siteId, int serviceId) => Town.Get<ExplainNoStarts>().RunAsync(
        actor, new StartsQuestion(siteId, serviceId, Friday, AtCounter: true), CancellationToken.None);
}

public sealed class ExplainNoStartsOnSqliteTests() : ExplainNoStartsTests(DatabaseProvider.Sqlite);

public sealed class ExplainNoStartsOnPostgresTests() : ExplainNoStartsTests(DatabaseProvider.Postgres);
