using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Offers;
using Creneau.Offers.Runs;
using Creneau.TestKit;
using Creneau.Tests.Storms;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Offers.Runs;

/// <summary>The server is killed while it carries out the cancellation of a week with two hundred appointments.</summary>
[Collection(ServerStorms.Name)]
public sealed class KilledCancellingTests
{
    private const int Booked = 200;
    private const int BeforeTheKill = 100;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Each_is_cancelled_with_its_offer_or_untouched_and_going_on_tells_everybody_once(DatabaseProvider provider)
    {
        await using var town = await ServedTown.FoundAsync(provider, servers: 1, townHalls: 2, "Mon-Sun 08:00-20:00");
        await town.Town.StartAsync();
        var ids = await town.BookedAsync(Booked, town.Town.Today.AddDays(7));
        await BeginAsync(town, ids);

        await SetDueAsync(town, ids.Take(BeforeTheKill));
        await Patience.UntilAsync("the first are cancelled", async () => await CancelledAsync(town) == BeforeTheKill, Soon);
        await using (var stalled = await StalledTable.StallAsync(town.Town, "offer"))
        {
            await SetDueAsync(town, ids.Skip(BeforeTheKill));
            await stalled.UntilSomebodyIsHeldUpAsync();
            await town.Servers[0].Kill9Async();
            await stalled.ReleaseAsync();
        }

        (await CancelledAsync(town)).ShouldBe(BeforeTheKill);
        await EachIsWholeAsync(town);

        await town.Servers[0].StartAsync(TestContext.Current.CancellationToken);
        await Patience.UntilAsync("all are cancelled", async () => await CancelledAsync(town) == Booked, Soon);
        await EachIsWholeAsync(town);
        await town.ShouldBeHealthyAsync();
    }

    /// <summary>Asks for all of them; their minute is made an hour, so that the test says when they are due.</summary>
    private static async Task BeginAsync(ServedTown town, List<Guid> ids)
    {
        var place = town.Places[0];
        var target = new CancellationTarget(place.Id, CancellationScope.Chosen) { Chosen = ids };
        var begun = await town.Town.Get<CancelSeveral>().RunAsync(
            TestTown.Agent(place, 7, Rights.Appointments),
            target,
            new CancellationOrder("DR en panne", ids, Closes: false),
            Form(town.Town),
            CancellationToken.None);
        begun.ShouldBeOfType<CancelSeveralResult.Begun>();
        (await DueAtAsync(town, ids, town.Town.NowUtc.AddHours(1))).ShouldBe(Booked);
    }

    private static Task<int> SetDueAsync(ServedTown town, IEnumerable<Guid> ids) =>
        DueAtAsync(town, [.. ids], town.Town.NowUtc.AddSeconds(-1));

    private static Task<int> DueAtAsync(ServedTown town, List<Guid> ids, DateTime atUtc) => town.Town.ReadAsync(
        db => db.Appointments.Where(row => ids.Contains(row.Id) && row.CancelAtUtc != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CancelAtUtc, atUtc)));

    private static Task<int> CancelledAsync(ServedTown town) => town.Town.ReadAsync(
        db => db.Appointments.CountAsync(row => row.Status == AppointmentStatus.Cancelled && row.CancelRunId != null));

    /// <summary>Cancelled without a desk, with one offer, what is kept, and one message; or as it was before.</summary>
    private static async Task EachIsWholeAsync(ServedTown town)
    {
        await using var db = town.Town.OpenDb();
        var rows = await db.Appointments.AsNoTracking().Where(row => row.CancelRunId != null).ToListAsync();
        var offers = (await db.Offers.AsNoTracking().ToListAsync()).ToLookup(offer => offer.AppointmentId);
        var kept = (await db.Appointments.AsNoTracking().Where(row => row.ReplacesId != null).ToListAsync())
            .ToLookup(row => row.ReplacesId!.Value);
        var told = (await db.OutboxMessages.AsNoTracking().Where(row => row.Purpose == MessagePurpose.Cancelled).ToListAsync())
            .ToLookup(row => row.AppointmentId!.Value);
        var occupied = (await db.Occupancies.AsNoTracking().ToListAsync()).ToLookup(taken => taken.AppointmentId);

        rows.Count.ShouldBe(Booked);
        foreach (var row in rows)
        {
            var parts = (offers[row.Id].Count(), kept[row.Id].Count(), told[row.Id].Count(), occupied[row.Id].Count());
            parts.ShouldBe(row.Status == AppointmentStatus.Cancelled ? (1, 1, 1, 0) : (0, 0, 0, 1));
            row.CancelAtUtc.HasValue.ShouldBe(row.Status == AppointmentStatus.Confirmed);
        }
    }
}
