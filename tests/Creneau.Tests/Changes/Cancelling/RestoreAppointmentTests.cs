using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Changes;
using Creneau.Changes.Cancelling;
using Creneau.Notifications;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Changes.Cancelling;

/// <summary>Claire's appointment, Wednesday at 09:00 in Passy, was cancelled.</summary>
public abstract class RestoreAppointmentTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private static readonly Actor Claire = TestTown.Citizen("claire");
    private Guid _id;

    private static CancellationToken Now => CancellationToken.None;

    private Actor Nadia => TestTown.Agent(Passy);

    protected override async Task OpenedAsync()
    {
        _id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        await Town.CancelAsync(_id, Claire);
    }

    [Fact]
    public async Task While_desk_and_rights_are_free_it_comes_back_with_one_message()
    {
        (await RestoreAsync()).ShouldBeOfType<RestoreResult.Restored>();
        (await RestoreAsync()).ShouldBeOfType<RestoreResult.NotCancelled>();

        var restored = await Town.AppointmentAsync(_id);
        (restored.Status, restored.StartMinute, restored.EndMinute).ShouldBe((AppointmentStatus.Confirmed, 540, 555));
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(row => row.Purpose == MessagePurpose.Restored))).ShouldBe(1);
        (await Town.LastEventAsync(_id)).Kind.ShouldBe(AppointmentEventKind.Restored);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Cancelled_and_restored_again_and_again_it_stays_sound()
    {
        for (var i = 0; i < 3; i++)
        {
            (await RestoreAsync(silent: i == 1)).ShouldBeOfType<RestoreResult.Restored>();
            Town.TurnableClock.Advance(TimeSpan.FromSeconds(1));
            (await Town.CancelAsync(_id, Claire)).ShouldBe(CancelResult.Cancelled);
            Town.TurnableClock.Advance(TimeSpan.FromSeconds(1));
        }

        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(row => row.Purpose == MessagePurpose.Restored))).ShouldBe(2);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Whose_is_in_the_way_is_said_with_what_is_free()
    {
        var other = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "paul", Person("Favre"));

        var taken = (await RestoreAsync()).ShouldBeOfType<RestoreResult.Taken>();

        taken.AppointmentId.ShouldBe(other);
        taken.Instead.Count.ShouldBe(Alternative.Most);
        (await Town.AppointmentAsync(_id)).Status.ShouldBe(AppointmentStatus.Cancelled);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_citizens_hold_in_the_way_names_nobody()
    {
        await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("paul"));

        (await RestoreAsync()).ShouldBeOfType<RestoreResult.Taken>().AppointmentId.ShouldBeNull();
        Town.TurnableClock.Advance(Appointment.HoldLength);
        (await RestoreAsync()).ShouldBeOfType<RestoreResult.Restored>();

        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Where_another_desk_is_free_then_it_takes_that_one()
    {
        await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
        var first = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Favre"));
        var second = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Favre", "Zoé"));
        var isAtOne = (await Town.AppointmentAsync(first)).DeskId == Passy.DeskId("DR 1");
        await CancelByAgentAsync(isAtOne ? second : first);

        (await RestoreAsync()).ShouldBeOfType<RestoreResult.Restored>();

        (await Town.AppointmentAsync(_id)).DeskId.ShouldBe(Passy.DeskId("DR 2"));
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task On_a_desk_that_was_closed_since_it_comes_back_all_the_same()
    {
        await Passy.ClosesAsync("DR 1", Wednesday);

        (await RestoreAsync()).ShouldBeOfType<RestoreResult.Restored>();

        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Who_has_booked_again_meanwhile_does_not_get_the_old_one_back()
    {
        var again = await Town.BookedAsync(Passy.At(Wednesday, "10:00"), "claire", Person("Dunand"));

        var refused = (await RestoreAsync()).ShouldBeOfType<RestoreResult.Duplicate>();

        refused.Seen.ShouldHaveSingleItem().AppointmentId.ShouldBe(again);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(1);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_hold_that_was_given_up_was_no_appointment()
    {
        var paul = TestTown.Citizen("paul");
        var hold = await Town.HeldAsync(Passy.At(Wednesday, "10:00"), paul);
        await Town.Get<Creneau.Booking.GiveUpHold>().RunAsync(paul, hold, Now);

        (await Town.Get<FindAppointment>().ByAgentAsync(Nadia, hold, Now)).ShouldBeNull();
    }

    [Fact]
    public async Task Once_its_start_is_past_it_stays_cancelled()
    {
        Town.TurnableClock.Advance(TimeSpan.FromHours(24));

        (await RestoreAsync()).ShouldBeOfType<RestoreResult.Gone>();
    }

    private async Task CancelByAgentAsync(Guid id)
    {
        var right = await Town.OpenedByAsync(Nadia, id);
        await Town.Get<AskCancellation>().RunAsync(
            Nadia, right, new AskedCancellation(CancelInitiative.Person, null, Notifies: false), Now);
        (await Town.Get<FreeNow>().RunAsync(Nadia, right, Now)).ShouldBe(FreeNowResult.Freed);
    }

    private async Task<RestoreResult> RestoreAsync(bool silent = false) =>
        await Town.Get<RestoreAppointment>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, _id), silent, Now);
}

public sealed class RestoreAppointmentOnSqliteTests() : RestoreAppointmentTests(DatabaseProvider.Sqlite);

public sealed class RestoreAppointmentOnPostgresTests() : RestoreAppointmentTests(DatabaseProvider.Postgres);
