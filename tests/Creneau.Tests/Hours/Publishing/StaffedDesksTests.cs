using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Hours.Publishing;

/// <summary>Two desks of Passy with two named agents, who are there on Wednesdays.</summary>
public abstract class StaffedDesksTests(DatabaseProvider provider) : HoursTown(provider)
{
    [Fact]
    public async Task An_absence_of_a_named_agent_closes_the_second_desk_and_lists_who_was_there()
    {
        await StaffedAsync();
        await Town.BookedAsync(Passy.At(Wednesday, "10:00"), "claire", Person("Dunand"));
        var second = await Town.BookedAsync(Passy.At(Wednesday, "10:00"), "paul", Person("Roux"));
        var away = Shift(8) with { When = StoredRecurrence.Of(new Recurrence.OnDate(Wednesday)), IsAbsence = true };

        var preview = await PreviewAsync(await DraftAsync(new HoursEdit(null, away)));

        preview.NewlyOutside.Select(one => (one.Appointment.Id, one.LacksAgents)).ShouldBe([(second, true)]);
    }

    [Fact]
    public async Task Where_an_agent_leaves_the_appointments_of_the_desk_that_closes_are_listed_first()
    {
        await StaffedAsync();
        var early = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        await Town.BookedAsync(Passy.At(Wednesday, "10:00"), "jean", Person("Favre", "Jean"));
        var second = await Town.BookedAsync(Passy.At(Wednesday, "10:00"), "paul", Person("Roux", "Paul"));
        var (key, rule) = await RuleOfFirstDeskAsync();
        var shift = await Town.ReadAsync(db => db.AgentShifts.SingleAsync(row => row.AgentId == 8));

        var preview = await PreviewAsync(await DraftAsync(
            new HoursEdit(HoursKey.OfShift(shift.Id), null), new HoursEdit(key, rule with { Time = new(570, 720) })));

        preview.NewlyOutside.Select(one => (one.Appointment.Id, one.LacksAgents)).ShouldBe([(second, true), (early, false)]);
    }

    [Fact]
    public async Task Who_is_outside_because_the_range_is_gone_lacks_no_agent()
    {
        await StaffedAsync();
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var (key, rule) = await RuleOfFirstDeskAsync();

        var preview = await PreviewAsync(await DraftAsync(new HoursEdit(key, rule with { Time = new(600, 720) })));

        preview.NewlyOutside.ShouldHaveSingleItem().LacksAgents.ShouldBeFalse();
    }

    private ShiftItem Shift(int agent) => new(
        Passy.PlanningId,
        Passy.SiteId,
        agent,
        StoredRecurrence.Of(new Recurrence.Weekly(DayOfWeek.Wednesday, 1, Wednesday, null, null)),
        new DayTime(540, 720),
        IsAbsence: false);

    private async Task StaffedAsync()
    {
        await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
        var planning = await Town.ReadAsync(db => db.Plannings.SingleAsync(row => row.Id == Passy.PlanningId));
        await PublishedAsync(await DraftAsync(
            new HoursEdit(HoursKey.OfWindow(Passy.PlanningId), WindowItem.Of(planning) with { Staffed = true }),
            new HoursEdit(null, Shift(7)),
            new HoursEdit(null, Shift(8))));
    }

    private async Task<(string Key, RuleItem Rule)> RuleOfFirstDeskAsync()
    {
        var rule = await Town.ReadAsync(db => db.OpeningRules.SingleAsync(row => row.Day == DayOfWeek.Wednesday && row.DeskId == Desk));
        return (HoursKey.OfRule(rule.Id), RuleItem.Of(rule));
    }
}

public sealed class StaffedDesksOnSqliteTests() : StaffedDesksTests(DatabaseProvider.Sqlite);

public sealed class StaffedDesksOnPostgresTests() : StaffedDesksTests(DatabaseProvider.Postgres);
