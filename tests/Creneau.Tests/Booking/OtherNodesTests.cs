using Creneau.Availability;
using Creneau.Availability.Nodes;
using Creneau.Changes;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

/// <summary>Two nodes on one PostgreSQL that hear of each other and never compare: what one commits, the other is told.</summary>
public sealed class OtherNodesTests() : BookingTown(DatabaseProvider.Postgres)
{
    private readonly List<AvailabilityWatch> _watches = [];

    private AvailabilityIndex There => Town.Nodes[1].Services.GetRequiredService<AvailabilityIndex>();

    private long RevisionThere => There.Desk(Passy.DeskId("DR 1"))!.State.Revision;

    protected override async Task OpenedAsync()
    {
        await Town.StartAsync();
        foreach (var node in Town.Nodes)
        {
            var watch = WatchOf(node);
            await watch.StartAsync(CancellationToken.None);
            _watches.Add(watch);
        }

        // Whoever begins to listen compares once: after this commit is known there, only being told is left
        await Patience.UntilAsync("both nodes listen", async () => await ListenersAsync() == 2, TimeSpan.FromSeconds(30));
        await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("first"));
        await FollowedAsync(2);
    }

    [Fact]
    public async Task What_one_node_takes_and_frees_the_other_is_told()
    {
        try
        {
            var id = await Town.BookedAsync(Passy.At(Wednesday, "10:00"), "claire", Person("Dunand"));
            await FollowedAsync(await RevisionAsync());
            var taken = There.Desk(Passy.DeskId("DR 1"))!.State.CalendarOf(Passy.PlanningId).OccupiedOn(Wednesday);
            (await Town.CancelAsync(id, TestTown.Citizen("claire"))).ShouldBe(CancelResult.Cancelled);
            await FollowedAsync(await RevisionAsync());
            var freed = There.Desk(Passy.DeskId("DR 1"))!.State.CalendarOf(Passy.PlanningId).OccupiedOn(Wednesday);

            (taken[120], taken[123]).ShouldBe((true, false));
            (freed[108], freed[120]).ShouldBe((true, false));
        }
        finally
        {
            foreach (var watch in _watches)
            {
                await watch.StopAsync(CancellationToken.None);
                watch.Dispose();
            }
        }
    }

    private static AvailabilityWatch WatchOf(IHost node) => new(
        node.Services.GetRequiredService<AvailabilityIndex>(),
        node.Services.GetRequiredService<DeskAnnouncer>(),
        node.Services.GetRequiredService<StorageProvider>(),
        TimeProvider.System,
        NullLogger<AvailabilityWatch>.Instance);

    private Task FollowedAsync(long revision) => Patience.UntilAsync(
        $"the other node is at revision {revision}", () => Task.FromResult(RevisionThere >= revision), TimeSpan.FromSeconds(30));

    private Task<long> RevisionAsync() => Town.ReadAsync(db => db.Desks.Select(desk => desk.Revision).SingleAsync());

    private Task<int> ListenersAsync() => Town.ReadAsync(db => db.Database.SqlQuery<int>(
        $"""
        SELECT count(*)::int AS "Value" FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'LISTEN %' AND state = 'idle'
        """).SingleAsync());
}
