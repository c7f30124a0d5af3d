using System.Collections.Concurrent;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking.ByAgents;
using Creneau.Changes;
using Creneau.Changes.Cancelling;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storms;

/// <summary>Agents book, cancel, undo, free and restore on the desks on which citizens book, move and cancel.</summary>
[Trait(Storm.Trait, Storm.Name)]
public sealed class CounterStormTests
{
    private const int Agents = 8;
    private const int Citizens = 16;
    private static readonly string[] Deeds = ["booked", "asked", "undone", "freed", "restored"];

    [Theory]
    [InlineData(StormKind.Sqlite)]
    [InlineData(StormKind.Postgres)]
    [InlineData(StormKind.PostgresTwoNodes)]
    public async Task Agents_and_citizens_on_the_same_desks_lose_and_double_nothing(StormKind kind)
    {
        await using var storm = await StormTown.FoundAsync(kind, townHalls: 2, "Mon-Sun 08:00-12:00");
        var known = new ConcurrentBag<Guid>();
        var tally = new Tally();

        await Task.WhenAll(
            [
                .. Enumerable.Range(0, Agents).Select(agent => Task.Run(() => ServeAsync(storm, agent, known, tally))),
                .. Enumerable.Range(0, Citizens).Select(client => Task.Run(() => WanderAsync(storm, client, known, tally))),
            ]);
        await storm.NodeOf(0).GetRequiredService<CarryOutCancellations>().CarryOutDueAsync(CancellationToken.None);

        Deeds.ShouldAllBe(what => tally[what] > 0, tally.ToString());
        await storm.ShouldBeHealthyAsync();
        var pending = await storm.Town.ReadAsync(db => db.Appointments.Where(row => row.CancelAtUtc != null).ToListAsync());
        pending.ShouldAllBe(row => row.Status == AppointmentStatus.Confirmed);
    }

    private static async Task ServeAsync(StormTown storm, int agent, ConcurrentBag<Guid> known, Tally tally)
    {
        var (random, clock) = (new Random(agent), System.Diagnostics.Stopwatch.StartNew());
        var node = storm.NodeOf(agent);
        var actor = TestTown.Agent(storm.Places[agent % 2], id: 100 + agent);
        for (var step = 0; clock.Elapsed < Storm.Length; step++)
        {
            if (random.Next(4) == 0 || known.IsEmpty)
            {
                await BookAsync(storm, node, actor, (agent * 5000) + step, known, tally);
                continue;
            }

            var all = known.ToArray();
            if (await node.GetRequiredService<FindAppointment>().ByAgentAsync(actor, all[random.Next(all.Length)], CancellationToken.None)
                is { } opened)
            {
                await ChangeAsync(node, actor, opened.Access, random.Next(8), tally);
            }
        }
    }

    private static async Task BookAsync(
        StormTown storm, IServiceProvider node, Actor actor, int number, ConcurrentBag<Guid> known, Tally tally)
    {
        var slot = Wanted(storm, number);
        // A few people only, so that they stand in each other's way
        var person = StormTown.Person(20_000 + (number % 40)).At(node.GetRequiredService<AvailabilityIndex>(), slot.PlanningId);
        var booking = new PeopleBooking(slot, [number % 5 == 0 ? null : person], new Contact($"agent{number % 40}@exemple.fr", null, "fr"));
        if (await node.GetRequiredService<BookForPeople>().RunAsync(actor, booking, StormTown.Form(), CancellationToken.None)
            is BookResult.Booked booked)
        {
            known.Add(booked.AppointmentId);
            tally.Note("booked");
        }
    }

    private static async Task ChangeAsync(IServiceProvider node, Actor actor, AppointmentAccess access, int what, Tally tally)
    {
        var ct = CancellationToken.None;
        if (what < 4)
        {
            var asked = new AskedCancellation(CancelInitiative.Person, null, Notifies: true);
            Note(
                await node.GetRequiredService<AskCancellation>().RunAsync(actor, access, asked, ct) is AskCancellationResult.Asked,
                "asked");
        }

        // One of four is left to the platform
        switch (what)
        {
            case 0:
                Note(await node.GetRequiredService<UndoCancellation>().RunAsync(actor, access, ct) == UndoResult.Undone, "undone");
                break;
            case 1 or 2:
                Note(await node.GetRequiredService<FreeNow>().RunAsync(actor, access, ct) == FreeNowResult.Freed, "freed");
                break;
            case > 3:
                Note(
                    await node.GetRequiredService<RestoreAppointment>().RunAsync(actor, access, silent: false, ct)
                        is RestoreResult.Restored,
                    "restored");
                break;
        }

        void Note(bool happened, string word)
        {
            if (happened)
            {
                tally.Note(word);
            }
        }
    }

    private static async Task WanderAsync(StormTown storm, int client, ConcurrentBag<Guid> known, Tally tally)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var node = storm.NodeOf(client);
        for (var step = 0; clock.Elapsed < Storm.Length; step++)
        {
            var number = (client * 3000) + step;
            if (await storm.BookAsync(client, Wanted(storm, number), StormTown.Person(number))
                is not Creneau.Booking.ConfirmResult.Confirmed confirmed)
            {
                continue;
            }

            tally.Note("by citizens");
            known.Add(confirmed.AppointmentId);
            var access = await StormTown.AccessAsync(node, confirmed.AppointmentId, client);
            var to = Wanted(storm, number + 17);
            var place = new NewPlace(to.SiteId, to.Date, to.StartMinute);
            await node.GetRequiredService<MoveAppointment>().RunAsync(
                StormTown.Client(client), access, place, StormTown.Form(), CancellationToken.None);
            if (step % 2 == 0)
            {
                await node.GetRequiredService<CancelAppointment>().RunAsync(
                    StormTown.Client(client), access, StormTown.Form(), CancellationToken.None);
            }
        }
    }

    private static WantedSlot Wanted(StormTown storm, int number) =>
        storm.Places[number % 2].Slot(storm.Tomorrow.AddDays(number / 32 % 4), 480 + (15 * (number / 2 % 16)));
}
