using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

public abstract class ChangeAppointmentTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    [Fact]
    public async Task A_move_takes_the_new_slot_frees_the_old_one_and_keeps_the_reference()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var reference = await Town.ReadAsync(db => db.Appointments.Where(row => row.Id == id).Select(row => row.Reference).SingleAsync());

        var result = await MoveAsync(id, Megeve, "10:30");

        result.ShouldBeOfType<MoveResult.Moved>();
        var moved = await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == id));
        (moved.TownHallId, moved.StartMinute, moved.Reference).ShouldBe((Megeve.Id, 630, reference));
        (await Town.ReadAsync(db => db.Occupancies.SingleAsync())).DeskId.ShouldBe(Megeve.DeskId("DR 1"));
        (await Town.HoldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("next"))).ShouldBeOfType<HoldResult.Held>();
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(message => message.Purpose == MessagePurpose.Moved))).ShouldBe(1);
    }

    [Fact]
    public async Task A_move_to_an_overlapping_start_does_not_collide_with_itself()
    {
        var id = await Town.BookedAsync(
            Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.IdCard), "claire", Person("Dunand"), Person("Dunand", "Paul"));

        var result = await MoveAsync(id, Passy, "09:15");

        result.ShouldBeOfType<MoveResult.Moved>();
        var occupancy = await Town.ReadAsync(db => db.Occupancies.SingleAsync());
        (occupancy.StartMinute, occupancy.EndMinute).ShouldBe((555, 585));
    }

    [Fact]
    public async Task A_move_to_a_taken_start_changes_nothing_and_offers_others()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        await Town.BookedAsync(Passy.At(Wednesday, "10:00"), "paul", Person("Favre"));

        var result = await MoveAsync(id, Passy, "10:00");

        result.ShouldBeOfType<MoveResult.Refused>().Instead.Count.ShouldBe(3);
        (await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == id))).StartMinute.ShouldBe(540);
    }

    [Fact]
    public async Task A_collection_cannot_be_moved_to_anotherTown_hall()
    {
        var id = await Town.BookedAsync(
            Passy.At(Wednesday, "09:00", ServiceKind.Collection), "claire", Person("Dunand", kind: ServiceKind.Collection));

        (await MoveAsync(id, Megeve, "10:30")).ShouldBeOfType<MoveResult.Refused>().Reason.ShouldBe(SlotRefusal.NotServedHere);
    }

    [Fact]
    public async Task A_cancellation_frees_the_slot_and_the_right_to_a_new_appointment_at_once()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        var result = await Town.CancelAsync(id, TestTown.Citizen("claire"));

        result.ShouldBe(CancelResult.Cancelled);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(0);
        (await Town.BookAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"))).ShouldBeOfType<ConfirmResult.Confirmed>();
    }

    [Fact]
    public async Task An_appointment_that_has_begun_is_neither_moved_nor_cancelled()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        Town.TurnableClock.Advance(TimeSpan.FromHours(24));

        (await MoveAsync(id, Passy, "10:30")).ShouldBeOfType<MoveResult.Gone>();
        (await Town.CancelAsync(id, TestTown.Citizen("claire"))).ShouldBe(CancelResult.Gone);
    }

    [Fact]
    public async Task A_person_more_extends_the_appointment_where_that_fits()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        var result = await PartyAsync(id, [Person("Dunand", "Paul")], []);

        result.ShouldBeOfType<PartyResult.Changed>();
        (await Town.ReadAsync(db => db.Occupancies.SingleAsync())).EndMinute.ShouldBe(570);
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(2);
        MessageFacts.From(
            (
                await Town.ReadAsync(db =>
                    db.OutboxMessages.SingleAsync(message =>
                        message.AppointmentId == id && message.Purpose == MessagePurpose.PartyChanged))).Facts).Moved.ShouldBeFalse();
    }

    [Fact]
    public async Task A_person_more_that_does_not_fit_is_offered_longer_starts_and_moves_with_everybody()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        await Town.BookedAsync(Passy.At(Wednesday, "09:15"), "paul", Person("Favre"));

        var first = await PartyAsync(id, [Person("Dunand", "Paul")], []);

        var instead = first.ShouldBeOfType<PartyResult.DoesNotFit>().Instead[0];
        var second = await PartyAsync(id, [Person("Dunand", "Paul")], [], new NewPlace(instead.SiteId, instead.Date, instead.StartMinute));
        second.ShouldBeOfType<PartyResult.Changed>();
        (await Town.PeopleAsync(id)).Count.ShouldBe(2);
        MessageFacts.From(
            (
                await Town.ReadAsync(db =>
                    db.OutboxMessages.SingleAsync(message =>
                        message.AppointmentId == id && message.Purpose == MessagePurpose.PartyChanged))).Facts).Moved.ShouldBeTrue();
    }

    [Fact]
    public async Task A_person_less_shortens_the_appointment_and_frees_their_right()
    {
        var id = await Town.BookedAsync(
            Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.IdCard), "claire", Person("Dunand"), Person("Dunand", "Paul"));

        var result = await PartyAsync(id, [], [0]);

        result.ShouldBeOfType<PartyResult.Changed>();
        (await Town.ReadAsync(db => db.Occupancies.SingleAsync())).EndMinute.ShouldBe(555);
        (await Town.ReadAsync(db => db.Applicants.SingleAsync())).FirstGivenName.ShouldBe("Paul");
        (await Town.BookAsync(Megeve.At(Wednesday, "09:00"), "claire", Person("Dunand"))).ShouldBeOfType<ConfirmResult.Confirmed>();
    }

    [Fact]
    public async Task Adding_somebody_who_has_an_appointment_elsewhere_changes_nothing()
    {
        await Town.BookedAsync(Megeve.At(Wednesday, "09:00"), "paul", Person("Favre", "Paul"));
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        var result = await PartyAsync(id, [Person("Favre", "Paul")], []);

        result.ShouldBeOfType<PartyResult.Duplicate>();
        (await Town.PeopleAsync(id)).Count.ShouldBe(1);
        (await Town.ReadAsync(db => db.Applicants.CountAsync(row => row.AppointmentId == id))).ShouldBe(1);
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync(claim => claim.AppointmentId == id))).ShouldBe(1);
    }

    [Fact]
    public async Task Once_three_answers_are_told_nobody_can_be_added_by_whom_something_would_be_learned()
    {
        await Town.BookedAsync(
            Megeve.At(Wednesday, "09:00", [.. Enumerable.Repeat(ServiceKind.IdCard, 4)]),
            "paul",
            Person("Favre", "Paul"),
            Person("Favre", "Jean"),
            Person("Favre", "Marc"),
            Person("Favre", "Luc"));
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        foreach (var name in new[] { "Jean", "Marc", "Luc" })
        {
            (await PartyAsync(id, [Person("Favre", name)], [])).ShouldBeOfType<PartyResult.Duplicate>();
        }

        var aboutHim = await PartyAsync(id, [Person("Favre", "Paul")], []);
        var aboutSomebodyFree = await PartyAsync(id, [Person("Favre", "Anne")], []);

        (aboutHim, aboutSomebodyFree).ShouldBe((new PartyResult.NotConfirmed(), new PartyResult.NotConfirmed()));
        (await Town.PeopleAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whom_a_network_was_told_about_shuts_nobody_else_there_out_of_adding_somebody()
    {
        await Town.BookedAsync(
            Megeve.At(Wednesday, "09:00", [.. Enumerable.Repeat(ServiceKind.IdCard, 4)]),
            "paul",
            Person("Favre", "Paul"),
            Person("Favre", "Jean"),
            Person("Favre", "Marc"),
            Person("Favre", "Luc"));
        foreach (var name in new[] { "Jean", "Marc", "Luc" })
        {
            await Town.BookAsync(Passy.At(Wednesday, "11:00"), "claire", Person("Favre", name));
        }

        var visitor = TestTown.Citizen("neighbour", "claire");
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        await Town.AskAsync(id, visitor, "neighbour@exemple.fr", Person("Dunand"));
        await Town.TypeAsync(id, visitor, await Town.CodeAsync(id));

        (await Town.ChangePartyAsync(id, visitor, [Person("Dunand", "Zoé")], [])).ShouldBeOfType<PartyResult.Changed>();
        (await Town.ChangePartyAsync(id, visitor, [Person("Favre", "Paul")], [])).ShouldBeOfType<PartyResult.NotConfirmed>();
        (await Town.ChangePartyAsync(id, visitor, [Person("Dunand", "Anne")], [])).ShouldBeOfType<PartyResult.NotConfirmed>();
    }

    [Fact]
    public async Task The_last_person_cannot_be_removed()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        (await PartyAsync(id, [], [0])).ShouldBeOfType<PartyResult.WrongPartySize>();
    }

    [Fact]
    public async Task A_right_that_was_withdrawn_changes_nothing()
    {
        var (id, claire) = (await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand")), TestTown.Citizen("claire"));
        var access = await Town.AccessAsync(claire, id);
        await Town.WriteAsync(db => db.Appointments.Single(row => row.Id == id).RevokeLinks());
        var more = new PartyChange(await Town.ReadAsync([Person("Dunand", "Zoé")], id), [], null);

        var moved = await Town.Get<MoveAppointment>().RunAsync(
            claire, access, new NewPlace(Megeve.SiteId, Wednesday, 540), Form(Town), CancellationToken.None);
        var changed = await Town.Get<ChangeParty>().RunAsync(claire, access, more, Form(Town), CancellationToken.None);
        var cancelled = await Town.Get<CancelAppointment>().RunAsync(claire, access, Form(Town), CancellationToken.None);

        moved.ShouldBeOfType<MoveResult.Gone>();
        changed.ShouldBeOfType<PartyResult.Gone>();
        cancelled.ShouldBe(CancelResult.Gone);
        var kept = await Town.ReadAsync(db => db.Appointments.Include(row => row.Applicants).SingleAsync(row => row.Id == id));
        (kept.Status, kept.SiteId, kept.People).ShouldBe((AppointmentStatus.Confirmed, Passy.SiteId, 1));
    }

    private Task<MoveResult> MoveAsync(Guid id, TestTownHall place, string clock) =>
        Town.MoveAsync(id, TestTown.Citizen("claire"), new NewPlace(place.SiteId, Wednesday, place.At(Wednesday, clock).StartMinute));

    private async Task<PartyResult> PartyAsync(Guid id, Comer[] added, int[] removed, NewPlace? place = null)
    {
        var people = await Town.PeopleAsync(id);
        return await Town.ChangePartyAsync(id, TestTown.Citizen("claire"), added, [.. removed.Select(ordinal => people[ordinal])], place);
    }
}

public sealed class ChangeAppointmentOnSqliteTests() : ChangeAppointmentTests(DatabaseProvider.Sqlite);

public sealed class ChangeAppointmentOnPostgresTests() : ChangeAppointmentTests(DatabaseProvider.Postgres);
