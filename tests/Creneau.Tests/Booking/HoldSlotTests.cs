using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

public abstract class HoldSlotTests(DatabaseProvider provider) : BookingTown(provider)
{
    [Fact]
    public async Task A_free_start_is_kept_for_fifteen_minutes()
    {
        var held = await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen());

        held.ShouldBeOfType<HoldResult.Held>().HeldUntilUtc.ShouldBe(Town.NowUtc.AddMinutes(15));
        var occupancy = await Town.ReadAsync(db => db.Occupancies.SingleAsync());
        (occupancy.Date, occupancy.StartMinute, occupancy.EndMinute).ShouldBe((Wednesday, 540, 555));
        (await Town.ReadAsync(db => db.Desks.Select(desk => desk.Revision).SingleAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_taken_start_is_refused_with_the_nearest_free_ones()
    {
        await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("first"));

        var second = await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("second"));

        var refused = second.ShouldBeOfType<HoldResult.Refused>();
        refused.Reason.ShouldBe(SlotRefusal.Taken);
        refused.Instead.Select(slot => (slot.Date, slot.StartMinute)).ShouldBe([(Wednesday, 555), (Wednesday, 570), (Wednesday, 585)]);
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Choosing_the_same_slot_again_keeps_it_no_longer_than_before()
    {
        var first = (await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Held>();
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(10));

        var again = (await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Held>();

        again.HeldUntilUtc.ShouldBe(first.HeldUntilUtc);
        (
            await Town.ReadAsync(db =>
                db.Appointments.SingleAsync(
                    row => row.Id == again.AppointmentId))).HoldLimitUtc.ShouldBe(first.HeldUntilUtc.AddMinutes(30));
    }

    [Fact]
    public async Task Choosing_another_slot_begins_anew()
    {
        await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen());
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(10));

        var other = (await Town.HoldAsync(Passy.At(Wednesday, "10:00"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Held>();

        other.HeldUntilUtc.ShouldBe(Town.NowUtc.AddMinutes(15));
    }

    [Fact]
    public async Task Many_clicks_of_one_browser_at_once_end_with_one_slot_kept()
    {
        var places = new TestTownHall[12];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = await WithDeskAsync(await Town.TownHallAsync($"Ville {i}"));
        }

        await Town.StartAsync();
        var hold = Town.Nodes[1].Services.GetRequiredService<HoldSlot>();

        var answers = await Task.WhenAll(
            places.Select(
                place => hold.RunAsync(TestTown.Citizen(), place.At(Wednesday, "09:00"), $"{place.SiteId}", null, CancellationToken.None)));

        answers.ShouldAllBe(answer => answer is HoldResult.Held);
        (await Town.ReadAsync(db => db.Appointments.CountAsync(row => row.Status == AppointmentStatus.Held))).ShouldBe(1);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-11-23", "09:00", SlotRefusal.Past)]
    [InlineData("2026-11-28", "09:00", SlotRefusal.NotOffered)]
    [InlineData("2026-11-25", "09:10", SlotRefusal.NotOffered)]
    [InlineData("2026-11-25", "09:07", SlotRefusal.NotOffered)]
    [InlineData("2026-11-25", "11:50", SlotRefusal.NotOffered)]
    [InlineData("2027-11-25", "09:00", SlotRefusal.TooFar)]
    public async Task What_is_not_offered_is_refused_and_writes_nothing(string date, string clock, SlotRefusal reason)
    {
        var result = await Town.HoldAsync(
            Passy.At(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), clock), TestTown.Citizen());

        result.ShouldBeOfType<HoldResult.Refused>().Reason.ShouldBe(reason);
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
        (await Town.ReadAsync(db => db.IdempotencyRecords.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_place_that_nobody_knows_is_refused()
    {
        var nowhere = Passy.At(Wednesday, "09:00") with { SiteId = 99 };

        var result = await Town.HoldAsync(nowhere, TestTown.Citizen());

        result.ShouldBeOfType<HoldResult.Refused>().Reason.ShouldBe(SlotRefusal.UnknownPlace);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task One_to_six_people_come_together(int people)
    {
        var wanted = Passy.At(Wednesday, "09:00") with { ServiceIds = [.. Enumerable.Repeat(Passy.ServiceId(ServiceKind.IdCard), people)] };

        var result = await Town.HoldAsync(wanted, TestTown.Citizen());

        result.ShouldBeOfType<HoldResult.Refused>().Reason.ShouldBe(SlotRefusal.WrongPartySize);
    }

    [Fact]
    public async Task The_same_form_twice_gives_the_same_hold()
    {
        var first = await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen(), "form");

        var again = await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen(), "form");

        again.ShouldBe(first);
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_hold_of_a_browser_replaces_its_old_one()
    {
        var old = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen());

        await Town.HeldAsync(Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.IdCard), TestTown.Citizen());

        var replaced = await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == old));
        replaced.Status.ShouldBe(AppointmentStatus.Cancelled);
        (await Town.ReadAsync(db => db.Occupancies.SingleAsync())).EndMinute.ShouldBe(570);
    }

    [Fact]
    public async Task A_hold_past_its_end_is_no_reason_to_refuse()
    {
        var late = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("late"));
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(15));

        await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("next"));

        (await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == late))).Status.ShouldBe(AppointmentStatus.Expired);
    }
}

public sealed class HoldSlotOnSqliteTests() : HoldSlotTests(DatabaseProvider.Sqlite);

public sealed class HoldSlotOnPostgresTests() : HoldSlotTests(DatabaseProvider.Postgres);
