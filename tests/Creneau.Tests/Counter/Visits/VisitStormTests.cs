using System.Collections.Concurrent;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Counter.Visits;
using Creneau.TestKit;
using Creneau.Tests.Booking.ByAgents;
using Creneau.Tests.Storms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Counter.Visits;

/// <summary>Eight agents at three desks: they call the same people, and sit down where somebody sits.</summary>
[Trait(Storm.Trait, Storm.Name)]
public sealed class VisitStormTests(ITestOutputHelper output)
{
    private const int Agents = 8;
    private const int Cap = 20;
    private const int Booked = 30;
    private static readonly string[] Desks = ["DR 1", "DR 2", "DR 3"];

    [Theory]
    [InlineData(StormKind.Sqlite)]
    [InlineData(StormKind.Postgres)]
    [InlineData(StormKind.PostgresTwoNodes)]
    public async Task However_many_call_everybody_is_at_one_desk_and_every_desk_has_one(StormKind kind)
    {
        await using var storm = await FoundAsync(kind);
        var agents = await AgentsAsync(storm);
        await BookAsync(storm, agents[0]);
        var (tally, undone) = (new Tally(), new ConcurrentBag<Guid>());

        await Task.WhenAll(agents.Select((agent, number) => Task.Run(() =>
            new StormingAgent(storm, number, agent, tally, undone).ServeAsync())));

        output.WriteLine($"{kind}: {tally}");
        StormingAgent.Deeds.ShouldAllBe(deed => tally[deed] > 0, tally.ToString());
        var visits = await storm.Town.ReadAsync(db => db.Visits.AsNoTracking().ToListAsync());
        visits.ShouldAllBe(visit => LawfulSteps.Are(visit.Steps));
        visits.Where(visit => visit.AtDeskId is not null).GroupBy(visit => visit.AtDeskId).ShouldAllBe(atDesk => atDesk.Count() == 1);
        visits.Where(visit => visit.TicketNumber is not null).GroupBy(visit => visit.Ticket).ShouldAllBe(ticket => ticket.Count() == 1);
        visits.Count(visit => visit.AppointmentId is null).ShouldBeLessThanOrEqualTo(2 * Cap);
        ShouldNotOverlap(visits.ExceptBy(undone, visit => visit.Id));
        await storm.ShouldBeHealthyAsync();
    }

    [Theory]
    [InlineData(StormKind.Sqlite)]
    [InlineData(StormKind.Postgres)]
    [InlineData(StormKind.PostgresTwoNodes)]
    public async Task Who_was_taken_over_from_calls_nobody_afterwards(StormKind kind)
    {
        await using var storm = await FoundAsync(kind);
        var agents = await AgentsAsync(storm);
        var (desk, clock, answers) = (storm.Places[0].DeskId("DR 1"), System.Diagnostics.Stopwatch.StartNew(), new Tally());
        var id = await TicketAsync(storm, agents[0]);

        for (var round = 0; clock.Elapsed < Storm.Length; round++)
        {
            var (sits, takesOver) = (agents[round % Agents], agents[(round + 1) % Agents]);
            await SignOnAsync(storm.NodeOf(0), sits, desk);

            // Now the one, now the other begins
            var taken = round % 2 == 0 ? SignOnAsync(storm.NodeOf(1), takesOver, desk) : null;
            var called = storm.NodeOf(0).GetRequiredService<CallVisit>().RunAsync(sits, id, desk, default, default);
            await Task.WhenAll(called, taken ?? SignOnAsync(storm.NodeOf(1), takesOver, desk));

            var sinceUtc = await storm.Town.ReadAsync(db =>
                db.DeskSignOns.Where(one => one.DeskId == desk).Select(one => one.SinceUtc).SingleAsync());
            var visit = await storm.Town.ReadAsync(db => db.Visits.AsNoTracking().SingleAsync(one => one.Id == id));
            var answer = await called;
            answers.Note((answer as VisitResult.Refused)?.Reason.ToString() ?? "called");
            (visit.Status == VisitStatus.InProgress).ShouldBe(answer is VisitResult.Noted);
            visit.Steps.Where(step => step.AgentId == sits.Id && step.DeskId == desk).ShouldAllBe(step => step.AtUtc <= sinceUtc);
            if (visit.Status == VisitStatus.InProgress)
            {
                await storm.NodeOf(0).GetRequiredService<UndoVisitStep>().RunAsync(takesOver, id, visit.Version, default);
            }
        }

        output.WriteLine($"{kind}: {answers}");
        answers["called"].ShouldBeGreaterThan(0, answers.ToString());
        await storm.ShouldBeHealthyAsync();
    }

    private static async Task<StormTown> FoundAsync(StormKind kind)
    {
        var storm = await StormTown.FoundAsync(kind, townHalls: 1, "Mon-Sun 00:00-24:00");
        foreach (var desk in Desks.Skip(1))
        {
            await storm.Places[0].DeskAsync(desk, "Mon-Sun 00:00-24:00");
        }

        await storm.Places[0].CapsWalkInsAsync(Cap);
        return storm;
    }

    private static async Task<List<Actor>> AgentsAsync(StormTown storm)
    {
        List<Actor> agents = [];
        for (var i = 0; i < Agents; i++)
        {
            var id = await storm.Town.AgentAsync($"agent{i}@commune.fr", AgentRole.Agent, storm.Places[0], $"Agent {i}");
            agents.Add(TestTown.Agent(storm.Places[0], id));
        }

        return agents;
    }

    /// <summary>Appointments of today, from its end on: the time of day is the real one.</summary>
    private static async Task BookAsync(StormTown storm, Actor agent)
    {
        for (var i = 0; i < Booked; i++)
        {
            var slot = storm.Places[0].Slot(storm.Town.Today, 1425 - (15 * (i / Desks.Length)));
            await storm.Town.BookForAsync(agent, slot, StormTown.Person(i));
        }
    }

    private static async Task<Guid> TicketAsync(StormTown storm, Actor agent)
    {
        var (site, service) = StormingAgent.TicketAt(storm);
        var take = storm.NodeOf(0).GetRequiredService<TakeTicket>();
        return (await take.RunAsync(agent, site, service, 1, StormTown.Form(), default)).ShouldBeOfType<VisitResult.Noted>().VisitId;
    }

    private static async Task SignOnAsync(IServiceProvider node, Actor agent, int desk) =>
        (await node.GetRequiredService<SignOnToDesk>().RunAsync(agent, desk, takesOver: true, default)).ShouldBeOfType<SignOnResult.Done>();

    /// <summary>No desk served two at any time; not of visits that an undo put back, as if they had been there all the time.</summary>
    private static void ShouldNotOverlap(IEnumerable<Visit> visits)
    {
        foreach (var atDesk in visits.SelectMany(visit => visit.Course.Stretches).GroupBy(stretch => stretch.DeskId))
        {
            var inTurn = atDesk.OrderBy(stretch => stretch.FromUtc).ThenBy(stretch => stretch.UntilUtc ?? DateTime.MaxValue).ToList();
            inTurn.Zip(inTurn.Skip(1)).ShouldAllBe(pair => pair.First.UntilUtc <= pair.Second.FromUtc);
        }
    }
}
