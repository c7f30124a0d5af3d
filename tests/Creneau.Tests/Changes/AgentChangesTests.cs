using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Notes;
using Creneau.Booking.ByAgents;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Changes;

/// <summary>What an agent changes of an appointment, and who is told.</summary>
public abstract class AgentChangesTests(DatabaseProvider provider) : TwoTownHalls(provider)
{

    private static CancellationToken Now => CancellationToken.None;

    private Actor Nadia => TestTown.Agent(Passy);

    [Fact]
    public async Task Who_was_to_be_named_later_is_named_and_claims_their_right()
    {
        var id = await Town.BookedForAsync(
            Nadia, Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.Passport), Person("Dunand"), null);

        (await NameAsync(id, 1, Person("Dunand", "Paul", ServiceKind.Passport))).ShouldBeOfType<CompleteResult.Completed>();

        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(2);
        (await Town.LastEventAsync(id)).Kind.ShouldBe(AppointmentEventKind.PeopleNamed);
        (await MessagesAsync(MessagePurpose.PartyChanged)).ShouldBe(1);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_corrected_name_is_another_person_to_rule_4_and_the_wrong_one_may_book_again()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunant"));

        (await NameAsync(id, 0, Person("Dunand"))).ShouldBeOfType<CompleteResult.Completed>();

        (await Town.BookForAsync(Nadia, Passy.At(Wednesday, "10:00"), Person("Dunant"))).ShouldBeOfType<BookResult.Booked>();
        (await Town.BookForAsync(Nadia, Passy.At(Wednesday, "11:00"), Person("Dunand"))).ShouldBeOfType<BookResult.Duplicate>();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Who_has_an_appointment_elsewhere_cannot_be_named_and_nothing_changes()
    {
        await Town.BookedAsync(Megeve.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), (Comer?)null);

        (await NameAsync(id, 0, Person("Dunand"))).ShouldBeOfType<CompleteResult.Duplicate>().Seen.ShouldBeEmpty();

        (await Town.AppointmentAsync(id)).Applicants.Single().IsNamed.ShouldBeFalse();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Nobody_is_named_who_comes_already()
    {
        var id = await Town.BookedForAsync(
            Nadia, Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.IdCard), Person("Dunand"), null);

        (await NameAsync(id, 1, Person("DUNAND"))).ShouldBeOfType<CompleteResult.AlreadyComes>();
    }

    [Fact]
    public async Task Another_service_takes_longer_where_that_fits_and_claims_anew()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));

        (await ServeAsync(id, ServiceKind.IdCardAndPassport)).ShouldBeOfType<PartyResult.Changed>();

        (await Town.AppointmentAsync(id)).EndMinute.ShouldBe(570);
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(2);
        (await Town.LastEventAsync(id)).Kind.ShouldBe(AppointmentEventKind.ServicesChanged);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Where_it_does_not_fit_nothing_changes_and_three_starts_come_back()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));
        await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:15"), Person("Favre"));

        var refused = await ServeAsync(id, ServiceKind.IdCardAndPassport);

        refused.ShouldBeOfType<PartyResult.DoesNotFit>().Instead.Count.ShouldBe(3);
        (await Town.AppointmentAsync(id)).EndMinute.ShouldBe(555);
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(2);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_citizen_changes_no_service()
    {
        var claire = TestTown.Citizen("claire");
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var change = new PartyChange([], []) { Services = await ServicesAsync(id, ServiceKind.Passport) };

        (await Town.ChangePartyAsync(id, claire, change, Form(Town))).ShouldBeOfType<PartyResult.Gone>();
    }

    [Fact]
    public async Task An_appointment_without_a_contact_is_moved_and_brings_somebody_more()
    {
        var booking = Town.Booking(Passy.At(Wednesday, "09:00"), Person("Dunand")) with { Contact = null };
        var id = (await Town.BookForAsync(Nadia, booking)).ShouldBeOfType<BookResult.Booked>().AppointmentId;
        var change = new PartyChange(await Town.ReadAsync([Person("Dunand", "Paul")], id), []);

        (await MoveAsync(id, 600)).ShouldBeOfType<MoveResult.Moved>();
        var changed = await Town.Get<ChangeParty>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, id), change, Form(Town), Now);

        changed.ShouldBeOfType<PartyResult.Changed>();
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(0);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_silent_move_tells_nobody_and_the_history_shows_it()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));

        (await MoveAsync(id, 600, silent: true)).ShouldBeOfType<MoveResult.Moved>();

        (await MessagesAsync(MessagePurpose.Moved)).ShouldBe(0);
        EventReasons.Has((await Town.LastEventAsync(id)).Why, EventReasons.Silent).ShouldBeTrue();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task The_desk_that_is_meant_is_taken_and_nobody_is_told_of_another_desk_alone()
    {
        await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
        await Passy.DeskAsync("DR 3", "Mon-Fri 09:00-12:00");
        await Town.RefreshAsync();
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));
        List<(int Desk, int Start, int Told)> seen = [];

        foreach (var (desk, start) in new[] { ("DR 3", 540), ("DR 2", 600), ("DR 2", 600), ("DR 1", 600) })
        {
            (await MoveAsync(id, start, desk: desk)).ShouldBeOfType<MoveResult.Moved>();
            var moved = await Town.AppointmentAsync(id);
            seen.Add((moved.DeskId, moved.StartMinute, await MessagesAsync(MessagePurpose.Moved)));
        }

        seen.ShouldBe(
        [
            (Passy.DeskId("DR 3"), 540, 0), (Passy.DeskId("DR 2"), 600, 1), (Passy.DeskId("DR 2"), 600, 1), (Passy.DeskId("DR 1"), 600, 1),
        ]);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Who_moves_it_to_another_town_hall_still_sees_what_they_arranged()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));
        var right = await Town.OpenedByAsync(Nadia, id);

        var moved = await Town.Get<MoveAppointment>().RunAsync(
            Nadia, right, new NewPlace(Megeve.SiteId, Wednesday, 600), Form(Town), Now);

        moved.ShouldBeOfType<MoveResult.Moved>();
        (await Town.Get<FindAppointment>().ByAgentAsync(Nadia, id, Now)).ShouldNotBeNull();
        (await Town.Get<FindAppointment>().ByAgentAsync(TestTown.Agent(Megeve), id, Now)).ShouldNotBeNull();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Another_contact_is_sent_the_appointment_and_old_links_open_nothing()
    {
        var booking = Town.Booking(Passy.At(Wednesday, "09:00"), Person("Dunand")) with { Contact = null };
        var id = (await Town.BookForAsync(Nadia, booking)).ShouldBeOfType<BookResult.Booked>().AppointmentId;
        var link = Town.Get<ShortLinks>().For(id, 1);

        (await ContactAsync(id, new Contact("anne@exemple.fr", null, "fr"))).ShouldBe(ContactResult.Changed);
        (await ContactAsync(id, new Contact("anne@exemple.fr", null, "fr"))).ShouldBe(ContactResult.AsBefore);

        var message = await Town.ReadAsync(db => db.OutboxMessages.SingleAsync());
        (message.Purpose, message.Address).ShouldBe((MessagePurpose.Confirmation, "anne@exemple.fr"));
        (await Town.Get<FindAppointment>().ByShortLinkAsync(TestTown.Citizen(), link, Now)).ShouldBeOfType<LookUpResult.NotFound>();
        (await Town.LastEventAsync(id)).Kind.ShouldBe(AppointmentEventKind.ContactChanged);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_contact_that_is_taken_away_gets_nothing_that_still_waits()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));

        (await ContactAsync(id, null)).ShouldBe(ContactResult.Changed);

        (await Town.ReadAsync(db => db.OutboxMessages.SingleAsync())).State.ShouldBe(MessageState.Useless);
        (await Town.AppointmentAsync(id)).Contact.ShouldBeNull();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Notes_are_removed_by_who_wrote_them_and_cause_no_message()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));
        var right = await Town.OpenedByAsync(Nadia, id);
        var colleague = TestTown.Agent(Passy, id: 12);

        (await WriteAsync(right, " fauteuil roulant ")).ShouldBe(WriteNoteResult.Written);
        (await WriteAsync(right, "  ")).ShouldBe(WriteNoteResult.Empty);
        (await WriteAsync(right, new string('a', 1001))).ShouldBe(WriteNoteResult.TooLong);

        var note = await Town.ReadAsync(db => db.AppointmentNotes.SingleAsync());
        (note.Text, note.AgentName).ShouldBe(("fauteuil roulant", "Nadia Berthod"));
        (await Town.Get<RemoveNote>().RunAsync(colleague, right, note.Id, Now)).ShouldBeFalse();
        (await Town.Get<RemoveNote>().RunAsync(Nadia, right, note.Id, Now)).ShouldBeTrue();
        (await Town.ReadAsync(db => db.AppointmentNotes.CountAsync())).ShouldBe(0);
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task With_the_appointment_its_notes_go()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));
        await WriteAsync(await Town.OpenedByAsync(Nadia, id), "fauteuil");
        await CancelAsync(id);
        Town.TurnableClock.Advance(TimeSpan.FromDays(40));

        await Town.Get<Creneau.Jobs.Purge>().RunAsync(Now);

        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
        (await Town.ReadAsync(db => db.AppointmentNotes.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_changes_three_times_in_ninety_seconds_is_told_once_as_it_ends()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));

        foreach (var start in new[] { 600, 615, 630 })
        {
            (await MoveAsync(id, start)).ShouldBeOfType<MoveResult.Moved>();
            Town.TurnableClock.Advance(TimeSpan.FromSeconds(45));
        }

        var waiting = (await Town.ReadAsync(db => db.OutboxMessages.Where(message => message.Purpose == MessagePurpose.Moved
            && message.State == MessageState.Waiting).ToListAsync())).ShouldHaveSingleItem();
        MessageFacts.From(waiting.Facts).StartMinute.ShouldBe(630);
        (waiting.NextTryUtc - waiting.CreatedUtc).ShouldBe(ChangeMessages.Together);
    }

    [Fact]
    public async Task What_is_changed_back_is_told_to_nobody()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));

        (await MoveAsync(id, 600)).ShouldBeOfType<MoveResult.Moved>();
        (await MoveAsync(id, 540)).ShouldBeOfType<MoveResult.Moved>();

        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(message =>
            message.Purpose == MessagePurpose.Moved && message.State == MessageState.Waiting))).ShouldBe(0);
    }

    [Fact]
    public async Task Each_appointment_that_is_told_of_can_be_found_by_its_short_link()
    {
        var links = Town.Get<ShortLinks>();
        var byAgent = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));
        var online = await Town.BookedAsync(Megeve.At(Wednesday, "09:00"), "claire", Person("Ravanel"));

        await ContactAsync(byAgent, new Contact("autre@exemple.fr", null, "fr"));

        foreach (var id in new[] { byAgent, online })
        {
            var appointment = await Town.AppointmentAsync(id);
            appointment.ShortLinkHash.ShouldBe(links.HashFor(id, appointment.TokenVersion));
        }
    }

    private async Task CancelAsync(Guid id) => await Town.Get<CancelAppointment>().RunAsync(
        Nadia, await Town.OpenedByAsync(Nadia, id), Form(Town), Now);

    private async Task<CompleteResult> NameAsync(Guid id, int ordinal, Comer person)
    {
        var applicant = (await Town.PeopleAsync(id))[ordinal];
        var people = new Dictionary<long, ReadPerson> { [applicant] = person.At(Town.Availability, Passy.PlanningId) };
        return await Town.Get<CompletePeople>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, id), people, silent: false, Now);
    }

    private async Task<PartyResult> ServeAsync(Guid id, ServiceKind kind)
    {
        var change = new PartyChange([], []) { Services = await ServicesAsync(id, kind) };
        return await Town.Get<ChangeParty>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, id), change, Form(Town), Now);
    }

    private async Task<Dictionary<long, int>> ServicesAsync(Guid id, ServiceKind kind) =>
        new() { [(await Town.PeopleAsync(id))[0]] = Passy.ServiceId(kind) };

    private async Task<MoveResult> MoveAsync(Guid id, int startMinute, bool silent = false, string? desk = null)
    {
        var place = new NewPlace(Passy.SiteId, Wednesday, startMinute) { DeskId = desk is null ? null : Passy.DeskId(desk) };
        return await Town.Get<MoveAppointment>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, id), place, Form(Town), Now, silent);
    }

    private async Task<ContactResult> ContactAsync(Guid id, Contact? contact) => await Town.Get<ChangeContact>().RunAsync(
        Nadia, await Town.OpenedByAsync(Nadia, id), contact, communeInsee: null, silent: false, Now);

    private Task<WriteNoteResult> WriteAsync(AppointmentAccess right, string text) =>
        Town.Get<WriteNote>().RunAsync(Nadia, right, "Nadia Berthod", text, Now);

    private Task<int> MessagesAsync(MessagePurpose purpose) =>
        Town.ReadAsync(db => db.OutboxMessages.CountAsync(row => row.Purpose == purpose));
}

public sealed class AgentChangesOnSqliteTests() : AgentChangesTests(DatabaseProvider.Sqlite);

public sealed class AgentChangesOnPostgresTests() : AgentChangesTests(DatabaseProvider.Postgres);
