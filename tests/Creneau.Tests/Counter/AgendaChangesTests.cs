using Creneau.Acting;
using Creneau.Availability.Openings;
using Creneau.Changes;
using Creneau.Counter.Live;
using Creneau.Hours;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Counter;

public abstract class AgendaChangesTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private static readonly DateOnly Friday = new(2026, 11, 27);

    [Fact]
    public async Task A_screen_reads_everything_first_and_then_the_days_that_change()
    {
        await using var screen = Screen.Of(Town.Node, Passy.SiteId);
        await screen.ToldAsync(AgendaChange.Everything);

        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        await screen.ToldAsync(new AgendaChange(Passy.SiteId, Wednesday));
        await Town.MoveAsync(id, TestTown.Citizen("claire"), new NewPlace(Passy.SiteId, Friday, 555));

        await screen.ToldAsync(new AgendaChange(Passy.SiteId, Friday));
        await screen.ToldAsync(new AgendaChange(Passy.SiteId, Wednesday));
    }

    [Fact]
    public async Task A_closed_desk_is_told_to_its_site_and_no_other_hears_of_it()
    {
        await using var here = Screen.Of(Town.Node, Passy.SiteId);
        await using var there = Screen.Of(Town.Node, Megeve.SiteId);
        await here.ToldAsync(AgendaChange.Everything);
        await there.ToldAsync(AgendaChange.Everything);

        await Town.Get<CloseDesk>().RunAsync(
            Actor.CommandLine, Passy.DeskId("DR 1"), new DeskClosure(null, null, ClosureReason.OutOfOrder, null), CancellationToken.None);
        await Town.BookedAsync(Megeve.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        await here.ToldAsync(new AgendaChange(Passy.SiteId, null));
        await there.ToldAsync(new AgendaChange(Megeve.SiteId, Wednesday));
        there.Heard.ShouldAllBe(change => change == AgendaChange.Everything || change!.Value.SiteId == Megeve.SiteId);
    }

    [Fact]
    public async Task A_stream_ends_within_seconds_once_its_agent_may_see_no_more()
    {
        var maySee = true;
        await using var screen = Screen.Of(Town.Node, Passy.SiteId, () => maySee);
        await screen.ToldAsync(AgendaChange.Everything);

        maySee = false;

        await Patience.UntilAsync(
            "the stream ends",
            () =>
            {
                Town.TurnableClock.Advance(AgendaChanges.BetweenChecks);
                return Task.FromResult(screen.HasEnded);
            },
            TimeSpan.FromSeconds(30));
        Town.Get<AgendaChanges>().Followers.ShouldBe(0);
    }
}

public sealed class AgendaChangesOnSqliteTests() : AgendaChangesTests(DatabaseProvider.Sqlite);

public sealed class AgendaChangesOnPostgresTests() : AgendaChangesTests(DatabaseProvider.Postgres);

/// <summary>Two nodes on one PostgreSQL: what one commits, the screens of the other are told.</summary>
public sealed class AgendaOfTwoNodesTests : IAsyncLifetime
{
    private TestTown _town = null!;
    private TestTownHall _passy = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Postgres, realClock: true);
        _passy = await (await _town.TownHallAsync("Passy")).DeskAsync("DR 1", "Mon-Sun 00:00-24:00");
        await _town.StartAsync(background: true);
        await _town.StartAsync(background: true);
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task What_one_node_commits_the_screens_of_the_other_are_told()
    {
        var tomorrow = _town.Today.AddDays(1);
        await Patience.UntilAsync("both nodes listen", async () => await ListenersAsync() == 2, TimeSpan.FromSeconds(30));
        await using var screen = Screen.Of(_town.Nodes[1], _passy.SiteId);
        await screen.ToldAsync(AgendaChange.Everything);

        await _town.HeldAsync(_passy.Slot(tomorrow, 600), TestTown.Citizen());

        await screen.ToldAsync(new AgendaChange(_passy.SiteId, tomorrow));
    }

    private Task<int> ListenersAsync() => _town.ReadAsync(db => db.Database.SqlQuery<int>(
        $"""
        SELECT count(*)::int AS "Value" FROM pg_stat_activity
        WHERE datname = current_database() AND query = 'LISTEN creneau_agenda' AND state = 'idle'
        """).SingleAsync());
}

/// <summary>A screen that follows a site on a node and keeps what it hears.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly List<AgendaChange?> _heard = [];
    private readonly Lock _hearing = new();
    private Task _following = Task.CompletedTask;

    public bool HasEnded => _following.IsCompleted;

    public IReadOnlyList<AgendaChange?> Heard
    {
        get
        {
            lock (_hearing)
            {
                return [.. _heard];
            }
        }
    }

    public static Screen Of(IHost node, int siteId, Func<bool>? maySee = null)
    {
        var screen = new Screen();
        screen._following = screen.FollowAsync(node.Services.GetRequiredService<AgendaChanges>(), siteId, maySee ?? (() => true));
        return screen;
    }

    public Task ToldAsync(AgendaChange change) => Patience.UntilAsync(
        $"the screen is told {change}", () => Task.FromResult(Heard.Contains(change)), TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        try
        {
            await _following;
        }
        catch (OperationCanceledException)
        {
            // It was closed
        }

        _closing.Dispose();
    }

    private async Task FollowAsync(AgendaChanges changes, int siteId, Func<bool> maySee)
    {
        await foreach (var change in changes.FollowAsync(siteId, _ => Task.FromResult(maySee()), _closing.Token))
        {
            lock (_hearing)
            {
                _heard.Add(change);
            }
        }
    }
}
