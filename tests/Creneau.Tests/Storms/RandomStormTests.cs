using System.Collections.Concurrent;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.Hours;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storms;

/// <summary>Many clients do everything at random over few desks, while hours change and holds end.</summary>
[Trait(Storm.Trait, Storm.Name)]
public sealed class RandomStormTests
{
    private static readonly ServiceKind[][] Parties =
    [
        [ServiceKind.IdCard],
        [ServiceKind.Passport],
        [ServiceKind.IdCard, ServiceKind.Passport],
        [ServiceKind.IdCardAndPassport, ServiceKind.IdCard, ServiceKind.IdCard],
    ];

    [Theory]
    [InlineData(StormKind.Sqlite)]
    [InlineData(StormKind.Postgres)]
    [InlineData(StormKind.PostgresTwoNodes)]
    public async Task After_64_clients_at_random_everything_accepted_is_there_and_nothing_else(StormKind kind)
    {
        await using var storm = await StormTown.FoundAsync(kind, townHalls: 3, "Mon-Sun 08:00-20:00");
        var booked = new ConcurrentDictionary<Guid, bool>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(client => Task.Run(() => WanderAsync(storm, client, booked))));

        answers.Sum().ShouldBeGreaterThan(0);
        var confirmed = await storm.Town.ReadAsync(
            db => db.Appointments.Where(row => row.Status == AppointmentStatus.Confirmed).Select(row => row.Id).ToListAsync());
        confirmed.Order().ShouldBe(booked.Keys.Order());
        await storm.ShouldBeHealthyAsync();
    }

    [Theory]
    [InlineData(StormKind.Sqlite)]
    [InlineData(StormKind.Postgres)]
    [InlineData(StormKind.PostgresTwoNodes)]
    public async Task Moves_from_A_to_B_against_moves_from_B_to_A_lose_nobody(StormKind kind)
    {
        await using var storm = await StormTown.FoundAsync(kind, townHalls: 2, "Mon-Sun 08:00-12:00");
        var ids = new Guid[12];
        for (var i = 0; i < ids.Length; i++)
        {
            var booked = await storm.BookAsync(i, storm.Places[i % 2].Slot(storm.Tomorrow, 480 + (i / 2 * 15)), StormTown.Person(i));
            ids[i] = booked.ShouldBeOfType<ConfirmResult.Confirmed>().AppointmentId;
        }

        var moved = await Task.WhenAll(ids.Select((id, client) => Task.Run(() => MoveToAndFroAsync(storm, id, client))));

        moved.Sum().ShouldBeGreaterThan(0);
        (await storm.ConfirmedAsync()).ShouldBe(ids.Length);
        await storm.ShouldBeHealthyAsync();
    }

    [Theory]
    [InlineData(StormKind.Sqlite)]
    [InlineData(StormKind.Postgres)]
    [InlineData(StormKind.PostgresTwoNodes)]
    public async Task Hours_that_change_while_people_book_lose_no_appointment_and_sell_nothing_closed(StormKind kind)
    {
        await using var storm = await StormTown.FoundAsync(kind, townHalls: 1, "Mon-Sun 00:00-24:00");
        using var over = new CancellationTokenSource(Storm.Length);
        var closing = Task.Run(() => OpenAndCloseAsync(storm, over.Token));

        var booked = await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(() => BookUntilAsync(storm, client, over.Token))));

        await closing;
        (await storm.ConfirmedAsync()).ShouldBe(booked.Sum());
        booked.Sum().ShouldBeGreaterThan(0);
        await storm.ShouldBeHealthyAsync();
    }

    [Theory]
    [InlineData(StormKind.Sqlite)]
    [InlineData(StormKind.Postgres)]
    [InlineData(StormKind.PostgresTwoNodes)]
    public async Task A_hold_that_ends_while_its_code_is_typed_is_either_confirmed_or_gone(StormKind kind)
    {
        await using var storm = await StormTown.FoundAsync(kind, townHalls: 1, "Mon-Sun 00:00-24:00");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var round = 0; clock.Elapsed < Storm.Length && round < 80; round++)
        {
            var wanted = storm.Places[0].Slot(storm.Tomorrow, 15 * round);
            var node = storm.NodeOf(round);
            var id = (await StormTown.HoldAsync(node, wanted, StormTown.Client(round))).ShouldBeOfType<HoldResult.Held>().AppointmentId;
            await storm.AskAsync(node, id, round, StormTown.Person(round));
            var code = await storm.Town.CodeAsync(id);
            await EndSoonAsync(storm, id);

            var typed = Task.Run(() =>
                node.GetRequiredService<ConfirmAppointment>().RunAsync(
                    StormTown.Client(round), id, code, StormTown.Form(), CancellationToken.None));
            var swept = Task.Run(() => storm.NodeOf(round + 1).GetRequiredService<Sweeper>().ExpireHoldsAsync(CancellationToken.None));
            var answer = await typed;
            await swept;

            var status = await storm.Town.ReadAsync(
                db => db.Appointments.Where(row => row.Id == id).Select(row => row.Status).SingleAsync());
            (status == AppointmentStatus.Confirmed).ShouldBe(answer is ConfirmResult.Confirmed);
        }

        await storm.NodeOf(0).GetRequiredService<Sweeper>().ExpireHoldsAsync(CancellationToken.None);
        await storm.ShouldBeHealthyAsync();
    }

    private static async Task<int> WanderAsync(StormTown storm, int client, ConcurrentDictionary<Guid, bool> booked)
    {
        var random = new Random(client);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var mine = new List<Guid>();
        var done = 0;
        for (var step = 0; clock.Elapsed < Storm.Length; step++)
        {
            done++;
            switch (random.Next(10))
            {
                case < 6:
                    var party = Parties[random.Next(Parties.Length)];
                    var people = party.Select((kind, index) => StormTown.Person((client * 7919) + (step * 6) + index, kind)).ToArray();
                    if (await storm.BookAsync(client, Wanted(storm, random, party), people) is ConfirmResult.Confirmed confirmed)
                    {
                        mine.Add(confirmed.AppointmentId);
                        booked[confirmed.AppointmentId] = true;
                    }

                    break;
                case < 8 when mine.Count > 0:
                    var to = Wanted(storm, random, Parties[0]);
                    await MoveAsync(storm, mine[random.Next(mine.Count)], client, new NewPlace(to.SiteId, to.Date, to.StartMinute));
                    break;
                case < 10 when mine.Count > 0:
                    var id = mine[random.Next(mine.Count)];
                    if (await CancelAsync(storm, id, client) == CancelResult.Cancelled)
                    {
                        mine.Remove(id);
                        booked.TryRemove(id, out _);
                    }

                    break;
            }
        }

        return done;
    }

    private static WantedSlot Wanted(StormTown storm, Random random, ServiceKind[] party) =>
        storm.Places[random.Next(storm.Places.Count)].Slot(storm.Tomorrow.AddDays(random.Next(2)), 480 + (15 * random.Next(48)), party);

    private static async Task<MoveResult> MoveAsync(StormTown storm, Guid id, int client, NewPlace place)
    {
        var node = storm.NodeOf(client);
        return await node.GetRequiredService<MoveAppointment>().RunAsync(
            StormTown.Client(client), await StormTown.AccessAsync(node, id, client), place, StormTown.Form(), CancellationToken.None);
    }

    private static async Task<CancelResult> CancelAsync(StormTown storm, Guid id, int client)
    {
        var node = storm.NodeOf(client);
        return await node.GetRequiredService<CancelAppointment>().RunAsync(
            StormTown.Client(client), await StormTown.AccessAsync(node, id, client), StormTown.Form(), CancellationToken.None);
    }

    private static async Task<int> MoveToAndFroAsync(StormTown storm, Guid id, int client)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var moved = 0;
        for (var turn = client; clock.Elapsed < Storm.Length; turn++)
        {
            var result = await MoveAsync(
                storm, id, client, new NewPlace(storm.Places[turn % 2].SiteId, storm.Tomorrow, 480 + (turn % 16 * 15)));
            moved += result is MoveResult.Moved ? 1 : 0;
        }

        return moved;
    }

    /// <summary>Closes the desk from tomorrow on and opens it again, as the command line does.</summary>
    private static async Task OpenAndCloseAsync(StormTown storm, CancellationToken over)
    {
        var desk = storm.Places[0].DeskIds.Single();
        var closure = new DeskClosure(storm.Tomorrow.ToDateTime(TimeOnly.MinValue), null, ClosureReason.OutOfOrder, null);
        while (!over.IsCancellationRequested)
        {
            var closed = await storm.NodeOf(0)
                .GetRequiredService<CloseDesk>()
                .RunAsync(Actor.CommandLine, desk, closure, CancellationToken.None);
            closed.ShouldBeOfType<CloseDeskResult.Closed>();
            var opened = await storm.NodeOf(1).GetRequiredService<ReopenDesk>().RunAsync(Actor.CommandLine, desk, CancellationToken.None);
            opened.ShouldBe(ReopenDeskResult.Reopened);
            // An agent looks at what was saved before the next change; meanwhile people book
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private static async Task<int> BookUntilAsync(StormTown storm, int client, CancellationToken over)
    {
        var booked = 0;
        for (var step = 0; !over.IsCancellationRequested; step++)
        {
            var wanted = storm.Places[0].Slot(storm.Tomorrow.AddDays(client), step % 96 * 15);
            var answer = await storm.BookAsync(client, wanted, StormTown.Person((client * 1000) + step));
            booked += answer is ConfirmResult.Confirmed ? 1 : 0;
            if (answer is null)
            {
                // Closed: people look again a moment later instead of keeping both processors busy
                await Task.Delay(20, CancellationToken.None);
            }
        }

        return booked;
    }

    private static async Task EndSoonAsync(StormTown storm, Guid id)
    {
        await using var db = storm.Town.OpenDb();
        var soon = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(id.GetHashCode() % 30);
        await db.Appointments.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.HeldUntilUtc, soon));
    }
}
