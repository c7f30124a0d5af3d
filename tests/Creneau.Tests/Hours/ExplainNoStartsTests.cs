using Creneau.Acting;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Hours;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
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
    public async Task A_planning_that_is_not_public_yet_is_named_and_agents_have_its_starts()
    {
        await ChangePlanningAsync(planning => planning.AsDraft());

        (await ExplainAsync(Friday)).Starts.Cause.ShouldBe(NoStartsCause.NotPublic);
        (await ExplainAsync(Friday, atCounter: true)).Starts.Cause.ShouldBe(NoStartsCause.None);
    }

    [Fact]
    public async Task A_service_for_agents_only_is_named_and_agents_have_its_starts()
    {
        await ChangePlanningAsync(planning => planning.Services.Single(one => one.Id == Service).SetCounterOnly(true));

        (await ExplainAsync(Friday)).Starts.Cause.ShouldBe(NoStartsCause.AgentsOnly);
        (await ExplainAsync(Friday, atCounter: true)).Starts.Cause.ShouldBe(NoStartsCause.None);
    }

    [Fact]
    public async Task What_is_retired_is_named_the_widest_first_and_not_before_its_date()
    {
        RetiredThing[] things =
        [
            new(RetiredKind.Desk, Desk), new(RetiredKind.Service, Service), new(RetiredKind.Planning, Passy.PlanningId),
            new(RetiredKind.Site, Passy.SiteId),
        ];
        foreach (var thing in things)
        {
            await Town.WriteAsync(db => db.Add(new Retirement(Passy.Id, thing, Friday)));
            await ReadAgainAsync();

            var answer = await ExplainAsync(Friday);
            (answer.Starts.Cause, answer.Retired).ShouldBe((NoStartsCause.Retired, thing));
            (await ExplainAsync(Friday.AddDays(-1))).Starts.Cause.ShouldBe(NoStartsCause.None);
        }
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

    private int Service => Passy.ServiceId(ServiceKind.Passport);

    private async Task<StartsAnswer> ExplainAsync(DateOnly date, bool atCounter = false) => (await Town.Get<ExplainNoStarts>().RunAsync(
        Nadia, new StartsQuestion(Passy.SiteId, Service, date, atCounter), CancellationToken.None)).ShouldNotBeNull();

    private async Task ChangePlanningAsync(Action<Planning> change)
    {
        await using var db = Town.OpenDb();
        change(await db.Plannings.Include(planning => planning.Services).SingleAsync(planning => planning.Id == Passy.PlanningId));
        await db.SaveChangesAsync();
        await ReadAgainAsync();
    }

    /// <summary>Raises the revisions, so that the node reads directory and hours again.</summary>
    private Task ReadAgainAsync() => Passy.CapsWalkInsAsync(9);

    private Task<StartsAnswer?> TryAsync(Actor actor, int siteId, int serviceId) => Town.Get<ExplainNoStarts>().RunAsync(
        actor, new StartsQuestion(siteId, serviceId, Friday, AtCounter: true), CancellationToken.None);
}

public sealed class ExplainNoStartsOnSqliteTests() : ExplainNoStartsTests(DatabaseProvider.Sqlite);

public sealed class ExplainNoStartsOnPostgresTests() : ExplainNoStartsTests(DatabaseProvider.Postgres);
