using Creneau.Acting;
using Creneau.Hours.SchoolTimes;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hours.SchoolTimes;

public abstract class SchoolHolidayTests(DatabaseProvider provider) : HoursTown(provider)
{
    private static readonly Actor Administrator = Actor.Agent(3, null, Rights.Accounts, "session", "network");
    private static readonly DateOnly ThisFriday = new(2026, 11, 27);
    private static readonly SchoolPeriod Snow = new("A", "Neige", ThisFriday, ThisFriday.AddDays(7));

    [Fact]
    public async Task A_range_outside_the_holidays_closes_on_every_node_as_soon_as_a_period_covers_it()
    {
        await OutsideHolidaysAsync();
        await Town.StartAsync();
        StartsOn(ThisFriday).ShouldBeGreaterThan(0);

        var saved = await SaveAsync(null, Snow);
        var id = saved.ShouldBeOfType<SaveSchoolHolidayResult.Saved>().Id;
        StartsOn(ThisFriday).ShouldBe(0);
        await NodesShouldAgreeAsync();
        (await RemoveAsync(new SeenPeriod(id, Snow))).ShouldBe(RemoveSchoolHolidayResult.Removed);

        StartsOn(ThisFriday).ShouldBeGreaterThan(0);
        (await AuditAsync("school-holiday")).After.ShouldBe("A Neige 2026-11-27..2026-12-04");
        (await AuditAsync("school-holiday-remove")).Before.ShouldBe("A Neige 2026-11-27..2026-12-04");
    }

    [Fact]
    public async Task A_period_that_is_empty_reversed_too_long_or_in_the_way_of_another_is_refused()
    {
        await SaveAsync(null, Snow);

        (await ReasonAsync(Snow with { Zone = "" })).ShouldBe(SchoolHolidayRefusal.NoZone);
        (await ReasonAsync(Snow with { Name = "" })).ShouldBe(SchoolHolidayRefusal.NoName);
        (await ReasonAsync(Snow with { Until = Snow.From })).ShouldBe(SchoolHolidayRefusal.Reversed);
        (await ReasonAsync(Snow with { Until = Snow.From.AddDays(-3) })).ShouldBe(SchoolHolidayRefusal.Reversed);
        (await ReasonAsync(Snow with { Until = Snow.From.AddYears(1) })).ShouldBe(SchoolHolidayRefusal.TooLong);
        (await SaveAsync(null, Snow with { From = Snow.Until.AddDays(-1), Until = Snow.Until.AddDays(2) }))
            .ShouldBe(new SaveSchoolHolidayResult.Refused(SchoolHolidayRefusal.Overlaps, Snow));
        (await SaveAsync(null, Snow with { From = Snow.Until, Until = Snow.Until.AddDays(2) }))
            .ShouldBeOfType<SaveSchoolHolidayResult.Saved>();
    }

    [Fact]
    public async Task Of_two_who_change_the_same_period_the_second_is_told()
    {
        var id = (await SaveAsync(null, Snow)).ShouldBeOfType<SaveSchoolHolidayResult.Saved>().Id;
        var seen = new SeenPeriod(id, Snow);

        await SaveAsync(seen, Snow with { Until = Snow.Until.AddDays(1) });
        var second = await SaveAsync(seen, Snow with { Until = Snow.Until.AddDays(2) });

        second.ShouldBe(new SaveSchoolHolidayResult.Refused(SchoolHolidayRefusal.ChangedSince));
        (await RemoveAsync(seen)).ShouldBe(RemoveSchoolHolidayResult.ChangedSince);
        (await Town.ReadAsync(db => db.SchoolHolidays.SingleAsync(row => row.Id == id))).UntilDate.ShouldBe(Snow.Until.AddDays(1));
    }

    [Fact]
    public async Task Of_two_who_add_overlapping_periods_at_once_one_is_refused()
    {
        var both = await Task.WhenAll(
            SaveAsync(null, Snow), SaveAsync(null, Snow with { Name = "Verglas", From = Snow.From.AddDays(1) }));

        both.OfType<SaveSchoolHolidayResult.Saved>().ShouldHaveSingleItem();
        both.OfType<SaveSchoolHolidayResult.Refused>().ShouldHaveSingleItem().Reason.ShouldBe(SchoolHolidayRefusal.Overlaps);
    }

    [Fact]
    public async Task Only_staff_of_the_platform_keep_the_table()
    {
        (await Town.Get<SaveSchoolHoliday>().RunAsync(Manager, null, Snow, Ct))
            .ShouldBe(new SaveSchoolHolidayResult.Refused(SchoolHolidayRefusal.NotAllowed));
        (await Town.Get<RemoveSchoolHoliday>().RunAsync(Manager, new SeenPeriod(16, Snow), Ct))
            .ShouldBe(RemoveSchoolHolidayResult.NotAllowed);
    }

    [Fact]
    public async Task The_zone_of_a_town_hall_is_chosen_by_its_manager_and_nobody_elses()
    {
        await OutsideHolidaysAsync();
        await SaveAsync(null, Snow with { Zone = "Corse" });
        var other = await Town.TownHallAsync("Megève", 45.86, 6.62);

        (await ChooseAsync(Manager, Passy.Id, "A", "Corse")).ShouldBe(ChooseSchoolZoneResult.Chosen);
        StartsOn(ThisFriday).ShouldBe(0);
        (await ChooseAsync(Manager, Passy.Id, "A", "B")).ShouldBe(ChooseSchoolZoneResult.ChangedSince);
        (await ChooseAsync(Manager, Passy.Id, "Corse", "D")).ShouldBe(ChooseSchoolZoneResult.UnknownZone);
        (await ChooseAsync(Manager, other.Id, null, "A")).ShouldBe(ChooseSchoolZoneResult.NotFound);
        (await ChooseAsync(Administrator, Passy.Id, "Corse", null)).ShouldBe(ChooseSchoolZoneResult.Chosen);

        StartsOn(ThisFriday).ShouldBeGreaterThan(0);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Passy lies in zone A, and its Fridays are open outside the school holidays only.</summary>
    private async Task OutsideHolidaysAsync()
    {
        (await ChooseAsync(Administrator, Passy.Id, null, "A")).ShouldBe(ChooseSchoolZoneResult.Chosen);
        var (key, rule) = await RuleOnAsync(DayOfWeek.Friday);
        await PublishedAsync(await DraftAsync(new Creneau.Hours.Drafts.HoursEdit(key, rule with { School = SchoolTime.OutsideHolidays })));
    }

    private int StartsOn(DateOnly date)
    {
        var plan = Town.Availability.Plan(Passy.SiteId, Passy.PlanningId)!;
        plan.TryAskServices([0], atCounter: true, out var ask).ShouldBeTrue();
        return plan.StartsOn(date, ask, Town.Today.ToDateTime(new TimeOnly(9, 0))).Count;
    }

    private Task<SaveSchoolHolidayResult> SaveAsync(SeenPeriod? seen, SchoolPeriod period) =>
        Town.Get<SaveSchoolHoliday>().RunAsync(Administrator, seen, period, Ct);

    private async Task<SchoolHolidayRefusal> ReasonAsync(SchoolPeriod period) =>
        (await SaveAsync(null, period)).ShouldBeOfType<SaveSchoolHolidayResult.Refused>().Reason;

    private Task<RemoveSchoolHolidayResult> RemoveAsync(SeenPeriod seen) =>
        Town.Get<RemoveSchoolHoliday>().RunAsync(Administrator, seen, Ct);

    private Task<ChooseSchoolZoneResult> ChooseAsync(Actor actor, int townHallId, string? seen, string? zone) =>
        Town.Get<ChooseSchoolZone>().RunAsync(actor, townHallId, seen, zone, Ct);

    private Task<Creneau.Storage.AuditRow> AuditAsync(string operation) => Town.ReadAsync(
        db => db.AuditRows.AsNoTracking().Where(row => row.Operation == operation).OrderBy(row => row.Id).FirstAsync());
}

public sealed class SchoolHolidaysOnSqliteTests() : SchoolHolidayTests(DatabaseProvider.Sqlite);

public sealed class SchoolHolidaysOnPostgresTests() : SchoolHolidayTests(DatabaseProvider.Postgres);
