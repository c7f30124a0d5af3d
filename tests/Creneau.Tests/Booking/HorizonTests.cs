using Creneau.Availability;
using Creneau.Availability.Search;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Booking;

/// <summary>A desk of two plannings: one can be booked twenty days ahead, the other two hundred. Passy itself: sixty.</summary>
public abstract class HorizonTests(DatabaseProvider provider) : BookingTown(provider)
{
    private const string Short = "audience";
    private const string Long = "mariage";
    private const int TheDay = 20;
    private SharedDesks _desks = null!;

    protected override async Task FoundMoreAsync()
    {
        _desks = new SharedDesks(Town, Passy);
        await _desks.PlanningAsync(Short, minutes: 30, horizonDays: TheDay);
        await _desks.PlanningAsync(Long, minutes: 30, horizonDays: 200);
        await _desks.DeskAsync("Maire", (Short, 0), (Long, 0));
    }

    [Theory]
    [InlineData(TheDay, true)]
    [InlineData(TheDay + 1, false)]
    [InlineData(190, false)]
    public async Task A_day_beyond_the_horizon_is_refused_although_another_planning_of_the_desk_is_booked_further_ahead(
        int ahead, bool kept)
    {
        var day = Town.Today.AddDays(ahead);

        var near = await Town.HoldAsync(_desks.At(Short, day, 540), TestTown.Citizen("anne"));
        var far = await Town.HoldAsync(_desks.At(Long, day, 600), TestTown.Citizen("claire"));

        (near is HoldResult.Held).ShouldBe(kept);
        (near as HoldResult.Refused)?.Reason.ShouldBe(SlotRefusal.TooFar);
        far.ShouldBeOfType<HoldResult.Held>();
    }

    [Theory]
    [InlineData(Short, TheDay, true)]
    [InlineData(Short, TheDay + 1, false)]
    [InlineData(Long, TheDay + 1, true)]
    [InlineData(Long, 201, false)]
    public void The_check_under_the_lock_knows_the_horizon_too(string planning, int ahead, bool offered)
    {
        var wanted = _desks.At(planning, Town.Today.AddDays(ahead), 540);
        var check = new SlotCheck(
            Town.Availability, Town.Availability.Plan(wanted.SiteId, wanted.PlanningId)!, wanted, atCounter: false);

        var slot = check.At([Town.Availability.Desk(_desks.DeskId("Maire"))!.State], new Taker(Town.NowUtc, "browser"), out _);

        (slot is not null).ShouldBe(offered);
    }

    [Fact]
    public async Task What_is_offered_instead_lies_inside_the_horizon()
    {
        var refused = await Town.HoldAsync(_desks.At(Short, Town.Today.AddDays(TheDay + 1), 540), TestTown.Citizen());

        var days = refused.ShouldBeOfType<HoldResult.Refused>().Instead.Select(slot => slot.Date.DayNumber - Town.Today.DayNumber);
        days.ShouldBe([TheDay, TheDay, TheDay]);
    }

    [Fact]
    public void A_search_shows_no_day_beyond_the_horizon_of_the_planning_it_looks_at()
    {
        var request = new SlotRequest(new GeoPoint(45.93, 6.63), [ServiceKind.IdCard]);
        var search = Town.Get<SlotSearch>();

        var all = search.At(Passy.SiteId, request)!.Days;
        var beyond = search.Find(request with { From = Town.Today.AddDays(61) });

        all[^1].Date.ShouldBeLessThanOrEqualTo(Town.Today.AddDays(60));
        all[^1].Date.ShouldBeGreaterThan(Town.Today.AddDays(57));
        (beyond.SitesWithStarts, beyond.SitesWithout).ShouldBe((0, 1));
    }
}

public sealed class HorizonOnSqliteTests() : HorizonTests(DatabaseProvider.Sqlite);

public sealed class HorizonOnPostgresTests() : HorizonTests(DatabaseProvider.Postgres);
