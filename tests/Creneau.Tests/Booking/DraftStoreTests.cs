using Creneau.Booking;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Booking;

public abstract class DraftStoreTests(DatabaseProvider provider) : BookingTown(provider)
{
    private static readonly string Browser = TestTown.Citizen().SessionHash;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private DraftStore Drafts => Town.Get<DraftStore>();

    [Fact]
    public async Task The_draft_of_a_browser_is_replaced()
    {
        await Drafts.SaveAsync(Browser, "first", null, Now);

        await Drafts.SaveAsync(Browser, "second", Town.NowUtc.AddMinutes(45), Now);

        (await Drafts.FindAsync(Browser, Now)).ShouldBe("second");
        (await Town.ReadAsync(db => db.Set<Draft>().SingleAsync())).DeleteAfterUtc.ShouldBe(Town.NowUtc.AddMinutes(45).AddHours(24));
    }

    [Fact]
    public async Task Without_a_live_hold_it_is_kept_for_24_hours()
    {
        await Drafts.SaveAsync(Browser, "typed", Town.NowUtc.AddMinutes(-30), Now);

        Town.TurnableClock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        var before = await Drafts.FindAsync(Browser, Now);
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(1));

        (before, await Drafts.FindAsync(Browser, Now)).ShouldBe(("typed", null));
    }

    [Fact]
    public async Task Each_browser_has_its_own()
    {
        var other = TestTown.Citizen("other").SessionHash;
        await Drafts.SaveAsync(Browser, "typed", null, Now);
        await Drafts.SaveAsync(other, "typed there", null, Now);

        await Drafts.EraseAsync(Browser, Now);

        (await Drafts.FindAsync(Browser, Now)).ShouldBeNull();
        (await Drafts.FindAsync(other, Now)).ShouldBe("typed there");
    }
}

public sealed class DraftStoreOnSqliteTests() : DraftStoreTests(DatabaseProvider.Sqlite);

public sealed class DraftStoreOnPostgresTests() : DraftStoreTests(DatabaseProvider.Postgres);
