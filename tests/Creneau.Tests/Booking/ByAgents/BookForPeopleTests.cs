using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking.ByAgents;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.Scheduling;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking.ByAgents;

/// <summary>Passy keeps its afternoons for the counter; Megève is a neighbour; Sallanches has no desk and a relay agent.</summary>
public abstract class BookForPeopleTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private Actor Nadia => TestTown.Agent(Passy);

    private TestTownHall Sallanches { get; set; } = null!;

    protected override async Task FoundMoreAsync()
    {
        await base.FoundMoreAsync();
        await Passy.OpensAsync("DR 1", "Mon-Fri 14:00-16:00", channel: OpeningChannel.CounterOnly);
        Sallanches = await Town.TownHallAsync("Sallanches", 45.94, 6.63);
    }

    [Fact]
    public async Task An_agent_books_at_once_and_the_contact_is_told()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));

        var booked = await Town.AppointmentAsync(id);
        (booked.Status, booked.Channel, booked.Phone, booked.BookedByTownHallId)
            .ShouldBe((AppointmentStatus.Confirmed, BookingChannel.Counter, "+33612345678", null));
        var message = await Town.ReadAsync(db => db.OutboxMessages.SingleAsync());
        (message.Purpose, message.Channel).ShouldBe((MessagePurpose.Confirmation, MessageChannel.Sms));
        (await Town.LastEventAsync(id)).ActorId.ShouldBe(7);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task The_desk_that_was_pointed_at_is_tried_first()
    {
        await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
        var booking = Town.Booking(Passy.At(Wednesday, "09:00"), Person("Dunand")) with { DeskId = Passy.DeskId("DR 2") };

        var first = (await Town.BookForAsync(Nadia, booking)).ShouldBeOfType<BookResult.Booked>().AppointmentId;
        var second = (await Town.BookForAsync(Nadia, booking with { People = [null] })).ShouldBeOfType<BookResult.Booked>().AppointmentId;

        (await Town.AppointmentAsync(first)).DeskId.ShouldBe(Passy.DeskId("DR 2"));
        (await Town.AppointmentAsync(second)).DeskId.ShouldBe(Passy.DeskId("DR 1"));
    }

    [Fact]
    public async Task What_is_kept_for_the_counter_is_booked_there_and_by_no_agent_from_elsewhere()
    {
        (await Town.BookForAsync(Nadia, Passy.At(Wednesday, "14:00"), Person("Dunand"))).ShouldBeOfType<BookResult.Booked>();

        var foreign = await Town.BookForAsync(TestTown.Agent(Megeve), Passy.At(Wednesday, "14:30"), Person("Favre"));

        var refused = foreign.ShouldBeOfType<BookResult.Refused>();
        refused.Reason.ShouldBe(SlotRefusal.NotOffered);
        refused.Instead.ShouldAllBe(slot => slot.StartMinute < 720);
    }

    [Fact]
    public async Task People_to_be_named_later_claim_nothing_and_are_counted()
    {
        var id = await Town.BookedForAsync(
            Nadia, Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.Passport), Person("Dunand"), null);

        var booked = await Town.AppointmentAsync(id);
        (booked.People, booked.EndMinute).ShouldBe((2, 570));
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(1);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Without_a_contact_nobody_is_written_to_and_the_short_link_opens_it()
    {
        var booking = Town.Booking(Passy.At(Wednesday, "09:00"), (Comer?)null) with { Contact = null };

        var id = (await Town.BookForAsync(Nadia, booking)).ShouldBeOfType<BookResult.Booked>().AppointmentId;

        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(0);
        var link = Town.Get<ShortLinks>().For(id, 1);
        var opened = await Town.Get<FindAppointment>().ByShortLinkAsync(
            TestTown.Citizen(), $" {link.ToUpperInvariant()} ", CancellationToken.None);
        opened.ShouldBeOfType<LookUpResult.Found>().Opened.Appointment.Id.ShouldBe(id);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_network_that_types_too_many_wrong_short_links_opens_none_any_more()
    {
        var booking = Town.Booking(Passy.At(Wednesday, "09:00"), Person("Dunand")) with { Contact = null };
        var id = (await Town.BookForAsync(Nadia, booking)).ShouldBeOfType<BookResult.Booked>().AppointmentId;
        var find = Town.Get<FindAppointment>();
        for (var i = 0; i < new LookUpLimits().WrongShortLinksPerNetworkAndHour; i++)
        {
            (await find.ByShortLinkAsync(TestTown.Citizen("guesser"), "2345678923", CancellationToken.None))
                .ShouldBeOfType<LookUpResult.NotFound>();
        }

        var link = Town.Get<ShortLinks>().For(id, 1);

        (await find.ByShortLinkAsync(TestTown.Citizen("guesser"), link, CancellationToken.None)).ShouldBeOfType<LookUpResult.TooMany>();
        (await find.ByShortLinkAsync(TestTown.Citizen("claire"), link, CancellationToken.None)).ShouldBeOfType<LookUpResult.Found>();
    }

    [Fact]
    public async Task Not_to_tell_is_a_choice_that_the_history_shows()
    {
        var booking = Town.Booking(Passy.At(Wednesday, "09:00"), Person("Dunand")) with { Silent = true };

        var id = (await Town.BookForAsync(Nadia, booking)).ShouldBeOfType<BookResult.Booked>().AppointmentId;

        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(0);
        EventReasons.Has((await Town.LastEventAsync(id)).Why, EventReasons.Silent).ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_form_books_once_and_with_other_content_not_at_all()
    {
        var form = Form(Town);
        var booking = Town.Booking(Passy.At(Wednesday, "09:00"), Person("Dunand"));

        var first = await Town.BookForAsync(Nadia, booking, form);
        var again = await Town.BookForAsync(Nadia, booking, form);
        var other = await Town.BookForAsync(Nadia, Town.Booking(Passy.At(Wednesday, "10:00"), Person("Favre")), form);

        again.ShouldBe(first);
        other.ShouldBeOfType<BookResult.OtherContent>();
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_start_that_somebody_has_is_refused_and_others_come_back_their_own_site_first()
    {
        await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "14:00"), Person("Dunand"));

        var refused = (await Town.BookForAsync(Nadia, Passy.At(Wednesday, "14:00"), Person("Favre"))).ShouldBeOfType<BookResult.Refused>();

        refused.Reason.ShouldBe(SlotRefusal.Taken);
        refused.Instead.Count.ShouldBe(Alternative.Most);
        refused.Instead.ShouldAllBe(slot => slot.SiteId == Passy.SiteId);
    }

    [Fact]
    public async Task An_agent_sees_which_appointment_of_their_own_town_hall_a_person_has()
    {
        var first = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        var second = await Town.BookForAsync(Nadia, Passy.At(Wednesday, "10:00"), Person("Dunand"));

        var seen = second.ShouldBeOfType<BookResult.Duplicate>().Seen.ShouldHaveSingleItem();
        (seen.AppointmentId, seen.Slot.StartMinute, seen.Ordinal).ShouldBe((first, 540, 0));
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(row => row.Purpose == MessagePurpose.SomebodyTried))).ShouldBe(0);
    }

    [Fact]
    public async Task Of_another_town_halls_appointment_an_agent_learns_the_bare_fact_and_its_contact_is_told()
    {
        await Town.BookedAsync(Megeve.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        var refused = await Town.BookForAsync(Nadia, Passy.At(Wednesday, "10:00"), Person("Dunand"));

        var duplicate = refused.ShouldBeOfType<BookResult.Duplicate>();
        duplicate.Ordinals.ShouldBe([0]);
        duplicate.Seen.ShouldBeEmpty();
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(row => row.Purpose == MessagePurpose.SomebodyTried))).ShouldBe(1);
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(1);
        (await Town.ReadAsync(db => db.AuditRows.SingleAsync(row => row.Refusal == "Duplicate"))).ActorId.ShouldBe(7);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Twenty_people_a_day_are_told_about_and_then_nobody_is_looked_up()
    {
        for (var i = 0; i < new DuplicateLimits().DuplicateAnswersPerAgentAndDay; i++)
        {
            await SpendAsync(i);
        }

        var unknown = await Town.BookForAsync(Nadia, Passy.At(Wednesday, "10:00"), Person("Favre"));
        var later = await Town.BookForAsync(Nadia, Passy.At(Wednesday, "10:00"), (Comer?)null);
        var other = await Town.BookForAsync(TestTown.Agent(Passy, id: 12), Passy.At(Wednesday, "10:30"), Person("Favre"));

        unknown.ShouldBeOfType<BookResult.NotTold>();
        later.ShouldBeOfType<BookResult.Booked>();
        other.ShouldBeOfType<BookResult.Booked>();
    }

    [Fact]
    public async Task A_namesake_born_the_same_day_is_somebody_else_once_the_document_was_seen()
    {
        await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"));
        var booking = Town.Booking(Passy.At(Wednesday, "09:30"), Person("Dunand"));
        var namesake = booking with { People = [booking.People[0]! with { Distinction = PartyReader.Distinction("Saint-Étienne") }] };

        (await Town.BookForAsync(Nadia, booking)).ShouldBeOfType<BookResult.Duplicate>();
        (await Town.BookForAsync(Nadia, namesake)).ShouldBeOfType<BookResult.Booked>();

        (await Town.ReadAsync(db => db.PersonClaims.Select(claim => claim.Distinction).ToListAsync()))
            .ShouldBe(["", "saintetienne"], ignoreOrder: true);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task The_same_person_twice_in_one_form_is_refused() =>
        (await Town.BookForAsync(
            Nadia, Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.IdCard), Person("Dunand"), Person("DUNAND")))
            .ShouldBeOfType<BookResult.SamePersonTwice>().Ordinal.ShouldBe(1);

    [Fact]
    public async Task A_relay_agent_books_in_a_neighbouring_commune_and_sees_that_alone()
    {
        var relay = TestTown.RelayAgent(Sallanches);
        var id = await Town.BookedForAsync(relay, Megeve.At(Wednesday, "09:00"), Person("Dunand"));
        var other = await Town.BookedAsync(Megeve.At(Wednesday, "10:00"), "paul", Person("Favre"));

        var find = Town.Get<FindAppointment>();

        (await find.ByAgentAsync(relay, id, CancellationToken.None)).ShouldNotBeNull();
        (await find.ByAgentAsync(relay, other, CancellationToken.None)).ShouldBeNull();
        (await find.ByAgentAsync(TestTown.Agent(Megeve), id, CancellationToken.None)).ShouldNotBeNull();
        (await find.ByAgentAsync(Nadia, id, CancellationToken.None)).ShouldBeNull();
        (await Town.BookForAsync(relay, Passy.At(Wednesday, "14:00"), Person("Favre", "Zoé"))).ShouldBeOfType<BookResult.Refused>();
    }

    [Fact]
    public async Task A_town_hall_that_books_at_another_ones_sees_what_it_booked()
    {
        var id = await Town.BookedForAsync(Nadia, Megeve.At(Wednesday, "09:00"), Person("Dunand"));

        (await Town.OpenedByAsync(Nadia, id)).TownHallId.ShouldBe(Passy.Id);
        (await Town.AppointmentAsync(id)).BookedByTownHallId.ShouldBe(Passy.Id);
    }

    [Theory]
    [InlineData(Rights.None)]
    [InlineData(Rights.Hours | Rights.OutsideHours)]
    [InlineData(Rights.Accounts)]
    public async Task Who_may_not_deal_with_appointments_books_none(Rights rights) =>
        (await Town.BookForAsync(TestTown.Agent(Passy, rights: rights), Passy.At(Wednesday, "09:00"), Person("Dunand")))
            .ShouldBeOfType<BookResult.NotAllowed>();

    [Fact]
    public async Task Citizens_do_not_book_this_way() =>
        (await Town.BookForAsync(TestTown.Citizen(), Passy.At(Wednesday, "09:00"), Person("Dunand")))
            .ShouldBeOfType<BookResult.NotAllowed>();

    [Fact]
    public async Task Outside_the_hours_it_takes_a_right_a_reason_and_a_desk_that_is_free()
    {
        var manager = TestTown.Agent(Passy, id: 3, Rights.Appointments | Rights.OutsideHours);
        var evening = Town.Booking(Passy.At(Wednesday, "18:05"), Person("Dunand")) with
        {
            Outside = new OutsideHours(Passy.DeskId("DR 1"), "mobilité réduite"),
        };

        (await Town.BookForAsync(Nadia, evening)).ShouldBeOfType<BookResult.NotAllowed>();
        (await Town.BookForAsync(manager, evening with { Outside = evening.Outside with { Reason = " " } }))
            .ShouldBeOfType<BookResult.NotAllowed>();
        var id = (await Town.BookForAsync(manager, evening)).ShouldBeOfType<BookResult.Booked>().AppointmentId;
        var doubled = Town.Booking(Passy.At(Wednesday, "18:10"), Person("Favre")) with { Outside = evening.Outside };
        (await Town.BookForAsync(manager, doubled)).ShouldBeOfType<BookResult.Refused>().Reason.ShouldBe(SlotRefusal.Taken);

        var booked = await Town.AppointmentAsync(id);
        (booked.StartMinute, booked.EndMinute, booked.OutsideHoursReason).ShouldBe((1085, 1100, "mobilité réduite"));
        await ShouldBeSoundAsync();
    }

    [Theory]
    [InlineData("23:55", SlotRefusal.NotOffered)]
    [InlineData("18:02", SlotRefusal.NotOffered)]
    public async Task Outside_the_hours_day_and_grid_still_hold(string clock, SlotRefusal reason)
    {
        var manager = TestTown.Agent(Passy, id: 3, Rights.Appointments | Rights.OutsideHours);
        var booking = Town.Booking(Passy.At(Wednesday, clock), Person("Dunand")) with
        {
            Outside = new OutsideHours(Passy.DeskId("DR 1"), "urgence"),
        };

        (await Town.BookForAsync(manager, booking)).ShouldBeOfType<BookResult.Refused>().Reason.ShouldBe(reason);
        (await Town.BookForAsync(manager, booking with { Outside = new OutsideHours(Megeve.DeskId("DR 1"), "urgence") }))
            .ShouldBeOfType<BookResult.Refused>().Reason.ShouldBe(SlotRefusal.NotServedHere);
    }

    [Fact]
    public async Task A_past_hold_in_the_way_expires_and_a_live_one_is_left()
    {
        await Town.HeldAsync(Passy.At(Wednesday, "09:00"), TestTown.Citizen("late"));

        (await Town.BookForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"))).ShouldBeOfType<BookResult.Refused>();
        Town.TurnableClock.Advance(Appointment.HoldLength);
        (await Town.BookForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Dunand"))).ShouldBeOfType<BookResult.Booked>();

        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task What_personal_fields_were_written_stands_in_the_audit_and_their_values_do_not()
    {
        var booking = Town.Booking(Passy.At(Wednesday, "09:00"), Person("Dunand")) with
        {
            CommuneInsee = "74208",
            Urgency = "billet d’avion",
        };

        await Town.BookForAsync(Nadia, booking);

        var row = await Town.ReadAsync(db => db.AuditRows.SingleAsync());
        row.After.ShouldNotBeNull().ShouldContain("personal:phone,commune,urgency,0.birth-name");
        row.After!.ShouldNotContain("avion");
        (await Town.ReadAsync(db => db.Set<AuditDetail>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Who_was_booked_by_an_agent_moves_it_to_starts_of_the_public_alone_and_cancels_it()
    {
        var id = await Town.BookedForAsync(Nadia, Passy.At(Wednesday, "14:00"), Person("Dunand"));
        var claire = TestTown.Citizen("claire");
        var link = Town.Get<AppointmentTokens>().For(id, 1);
        var access = (await Town.Get<FindAppointment>().ByLinkAsync(link, CancellationToken.None))!.Access;

        var kept = await Town.Get<MoveAppointment>().RunAsync(
            claire, access, new NewPlace(Passy.SiteId, Wednesday, 870), Form(Town), CancellationToken.None);
        var cancelled = await Town.Get<CancelAppointment>().RunAsync(claire, access, Form(Town), CancellationToken.None);

        kept.ShouldBeOfType<MoveResult.Refused>().Instead.ShouldAllBe(slot => slot.StartMinute < 720);
        cancelled.ShouldBe(CancelResult.Cancelled);
    }

    private async Task SpendAsync(int number)
    {
        var person = new Comer(new PersonName("Rey", "Zoé"), new DateOnly(1980, 1, 1).AddDays(number), ServiceKind.IdCard, []);
        var day = Wednesday.AddDays(number / 12 * 7);
        await Town.BookedForAsync(
            TestTown.Agent(Megeve, id: 20), Megeve.Slot(day, 540 + (number % 12 * 15)), person);
        (await Town.BookForAsync(Nadia, Passy.At(Wednesday, "11:00"), person)).ShouldBeOfType<BookResult.Duplicate>();
    }
}

public sealed class BookForPeopleOnSqliteTests() : BookForPeopleTests(DatabaseProvider.Sqlite);

public sealed class BookForPeopleOnPostgresTests() : BookForPeopleTests(DatabaseProvider.Postgres);
