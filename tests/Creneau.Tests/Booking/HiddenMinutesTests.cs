using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

/// <summary>Minutes before and after an appointment in which the desk is needed too, unseen by the public.</summary>
public abstract class HiddenMinutesTests(DatabaseProvider provider) : BookingTown(provider)
{
    protected override async Task FoundMoreAsync()
    {
        // A passport takes 15 minutes, 10 before and 15 after
        await using var db = Town.OpenDb();
        var passport = await db.Services.SingleAsync(row => row.KindId == ServiceKind.Passport.Id);
        passport.Hiding(before: 10, after: 15);
        await db.SaveChangesAsync();
        await DirectoryVersion.RaiseAsync(db, CancellationToken.None);
    }

    [Fact]
    public async Task People_are_told_the_appointment_and_the_desk_is_taken_for_longer()
    {
        var id = await Town.BookedAsync(Passport("10:00"), "claire", Person("Dunand", kind: ServiceKind.Passport));

        var (told, taken) = await Town.ReadAsync(async db => (
            await db.Appointments.SingleAsync(row => row.Id == id), await db.Occupancies.SingleAsync(row => row.AppointmentId == id)));
        (told.StartMinute, told.EndMinute).ShouldBe((600, 615));
        (taken.StartMinute, taken.EndMinute).ShouldBe((590, 630));
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task They_may_run_past_closing_and_never_onto_another_appointment()
    {
        var last = await Town.HoldAsync(Passport("11:45"), TestTown.Citizen("last"));
        var first = await Town.HoldAsync(Passport("09:00"), TestTown.Citizen("first"));

        last.ShouldBeOfType<HoldResult.Held>();
        first.ShouldBeOfType<HoldResult.Held>();
        (await Town.HoldAsync(Passy.At(Wednesday, "09:15"), TestTown.Citizen("in the after"))).ShouldBeOfType<HoldResult.Refused>();
        (await Town.HoldAsync(Passport("09:30"), TestTown.Citizen("before in the after"))).ShouldBeOfType<HoldResult.Refused>();
        (await Town.HoldAsync(Passy.At(Wednesday, "09:30"), TestTown.Citizen("after"))).ShouldBeOfType<HoldResult.Held>();
    }

    [Fact]
    public async Task An_appointment_moves_onto_its_own_hidden_minutes()
    {
        var id = await Town.BookedAsync(Passport("10:00"), "claire", Person("Dunand", kind: ServiceKind.Passport));

        var moved = await Town.MoveAsync(id, TestTown.Citizen("claire"), new NewPlace(Passy.SiteId, Wednesday, 615));

        moved.ShouldBeOfType<MoveResult.Moved>();
        var taken = await Town.ReadAsync(db => db.Occupancies.SingleAsync(row => row.AppointmentId == id));
        (taken.StartMinute, taken.EndMinute).ShouldBe((605, 645));
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_passport_beside_an_identity_card_hides_the_same()
    {
        var wanted = Passy.At(Wednesday, "10:00", ServiceKind.IdCard, ServiceKind.Passport);

        var id = await Town.HeldAsync(wanted, TestTown.Citizen());

        var taken = await Town.ReadAsync(db => db.Occupancies.SingleAsync(row => row.AppointmentId == id));
        (taken.StartMinute, taken.EndMinute).ShouldBe((590, 645));
    }

    private WantedSlot Passport(string clock) => Passy.At(Wednesday, clock, ServiceKind.Passport);
}

public sealed class HiddenMinutesOnSqliteTests() : HiddenMinutesTests(DatabaseProvider.Sqlite);

public sealed class HiddenMinutesOnPostgresTests() : HiddenMinutesTests(DatabaseProvider.Postgres);
