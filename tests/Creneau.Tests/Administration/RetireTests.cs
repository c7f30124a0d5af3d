using Creneau.Acting;
using Creneau.Administration.Retiring;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Booking;
using Creneau.Booking.ByAgents;
using Creneau.Catalogue;
using Creneau.Changes;
using Creneau.Changes.Cancelling;
using Creneau.Counter.Arrivals;
using Creneau.Counter.Visits;
using Creneau.Notifications;
using Creneau.Offers.Runs;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Creneau.Text;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Administration;

public abstract class RetireTests(DatabaseProvider provider) : AdministrationTown(provider)
{
    private static readonly DateOnly Thursday = Wednesday.AddDays(1);

    private RetiredThing Desk => new(RetiredKind.Desk, Passy.DeskId("DR 1"));

    private RetiredThing Site => new(RetiredKind.Site, Passy.SiteId);

    private RetiredThing Card => new(RetiredKind.Service, Passy.ServiceId(ServiceKind.IdCard));

    [Fact]
    public async Task A_retired_desk_has_no_starts_from_that_date_on_and_the_same_as_before_when_it_comes_back()
    {
        await Town.StartAsync();
        var (before, on) = (StartsOn(Wednesday), StartsOn(Thursday));

        (await RetireAsync(Desk, Thursday)).ShouldBeOfType<RetireResult.Retired>();
        StartsOn(Wednesday).ShouldBe(before);
        StartsOn(Thursday).ShouldBeEmpty();
        (await Town.HoldAsync(Passy.At(Thursday, "09:00"), TestTown.Citizen("next"))).ShouldBeOfType<HoldResult.Refused>();
        await NodesShouldAgreeAsync();

        (await ReinstateAsync(Desk)).ShouldBeTrue();
        StartsOn(Thursday).ShouldBe(on);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task The_preview_names_who_lies_after_the_date_and_counts_who_is_booking_now()
    {
        var before = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var after = await Town.BookedAsync(Passy.At(Thursday, "09:00"), "paul", Person("Favre", "Paul"));
        await Town.HeldAsync(Passy.At(Thursday, "10:00"), TestTown.Citizen("zoe"));

        var preview = (await PreviewAsync(Desk)).ShouldNotBeNull();

        preview.After.ShouldHaveSingleItem().Applicants[0].BirthName.ShouldBe("Favre");
        preview.After[0].Id.ShouldBe(after);
        preview.BookingNow.ShouldBe(1);
        before.ShouldNotBe(after);
        (await Town.Get<PreviewRetirement>().RunAsync(Stranger, Desk, Thursday, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_lies_after_stays_or_is_cancelled_by_the_town_hall_as_was_chosen_and_holds_end()
    {
        var kept = await Town.BookedAsync(Passy.At(Thursday, "09:00"), "claire", Person("Dunand"));
        var cancelled = await Town.BookedAsync(Passy.At(Thursday, "09:30"), "paul", Person("Favre", "Paul"));
        var held = await Town.HeldAsync(Passy.At(Thursday, "10:00"), TestTown.Citizen("zoe"));

        var result = await Town.Get<Retire>().RunAsync(
            Manager, Desk, Thursday, new RetirementChoice([kept, cancelled], [cancelled]), default);

        var retired = result.ShouldBeOfType<RetireResult.Retired>();
        (retired.Kept, retired.Cancelled, retired.HoldsEnded).ShouldBe((1, 1, 1));
        (await FindAsync(kept)).CancelAtUtc.ShouldBeNull();
        var gone = await FindAsync(cancelled);
        (gone.CancelInitiative, gone.CancelAtUtc).ShouldBe((CancelInitiative.TownHall, Town.NowUtc.AddSeconds(60)));
        retired.RunId.ShouldNotBeNull();
        gone.CancelRunId.ShouldBe(retired.RunId);
        (await FindAsync(held)).Status.ShouldBe(AppointmentStatus.Expired);
        (await AuditAsync("retire")).ShouldBe([$"desk:{Desk.Id} 2026-11-26 kept:1 cancelled:1 personal:cancel-reason "]);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task Who_is_cancelled_has_the_message_and_the_offer_of_every_cancellation_and_a_minute_to_be_taken_back()
    {
        var first = await Town.BookedAsync(Passy.At(Thursday, "09:00"), "claire", Person("Dunand"));
        var second = await Town.BookedAsync(Passy.At(Thursday, "09:30"), "paul", Person("Favre", "Paul"));
        await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
        var choice = new RetirementChoice([first, second], [first, second]) { Reason = ListedReason.Broken };
        var run = (await Town.Get<Retire>().RunAsync(Manager, Desk, Thursday, choice, default))
            .ShouldBeOfType<RetireResult.Retired>().RunId!.Value;

        (await Town.Get<KeepAppointment>().RunAsync(Manager, Passy.Id, run, first, default)).ShouldBe(KeepResult.Kept);
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(60));
        (await Town.Get<CarryOutCancellations>().CarryOutDueAsync(default)).ShouldBe(1);

        (await FindAsync(first)).Status.ShouldBe(AppointmentStatus.Confirmed);
        (await FindAsync(second)).Status.ShouldBe(AppointmentStatus.Cancelled);
        var view = (await Town.Get<ReadCancellation>().OfAsync(Manager, Passy.Id, run, default)).ShouldNotBeNull();
        view.Lines.Select(line => line.State).ShouldBe([CancellationState.Stopped, CancellationState.Offered]);
        view.Lines[1].Kept.ShouldNotBeNull();
        var message = await Town.ReadAsync(db => db.OutboxMessages.SingleAsync(row => row.Purpose == MessagePurpose.Cancelled));
        Town.Get<MessageWriter>().Write(message).Text.ShouldContain("Guichet en panne");
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task What_is_kept_for_somebody_at_a_desk_that_is_retired_stays_theirs()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        await Town.Get<AskCancellation>().RunAsync(
            Manager,
            await Town.OpenedByAsync(Manager, id),
            new AskedCancellation(CancelInitiative.TownHall, null, Notifies: true),
            default);
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(60));
        await Town.Get<CarryOutCancellations>().CarryOutDueAsync(default);

        (await RetireAsync(Desk, Wednesday)).ShouldBeOfType<RetireResult.Retired>().HoldsEnded.ShouldBe(0);

        var kept = await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.ReplacesId == id));
        kept.Status.ShouldBe(AppointmentStatus.Held);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task Somebody_who_booked_since_the_preview_is_shown_first()
    {
        await Town.BookedAsync(Passy.At(Thursday, "09:00"), "claire", Person("Dunand"));

        (await RetireAsync(Desk, Thursday)).ShouldBe(new RetireResult.Refused(RetireRefusal.OthersAfter));

        StartsOn(Thursday).ShouldNotBeEmpty();
        (await Town.ReadAsync(db => db.Retirements.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Two_managers_who_retire_the_same_at_once_leave_one_date()
    {
        var results = await Task.WhenAll(
            RetireAsync(Desk, Thursday),
            Town.Get<Retire>().RunAsync(OtherManager, Desk, Thursday.AddDays(1), RetirementChoice.Nobody, default));

        results.ShouldAllBe(result => result is RetireResult.Retired);
        (await Town.ReadAsync(db => db.Retirements.CountAsync())).ShouldBe(1);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task A_past_date_and_a_desk_of_another_town_hall_are_refused()
    {
        (await RetireAsync(Desk, new DateOnly(2026, 1, 1))).ShouldBe(new RetireResult.Refused(RetireRefusal.Past));
        (await Town.Get<Retire>().RunAsync(Stranger, Desk, Thursday, RetirementChoice.Nobody, default))
            .ShouldBe(new RetireResult.Refused(RetireRefusal.NotFound));
        (await Town.Get<Reinstate>().RunAsync(Stranger, Desk, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_service_that_is_switched_off_and_on_again_has_identical_starts_and_ranges()
    {
        var (before, rules) = (StartsOn(Thursday), await RulesAsync());
        var today = DateOnly.FromDateTime(Town.NowUtc);

        (await RetireAsync(Card, today)).ShouldBeOfType<RetireResult.Retired>();
        var (off, passport) = (StartsOn(Thursday), StartsOn(Thursday, ServiceKind.Passport));
        (await RulesAsync()).ShouldBe(rules);
        await NodesShouldAgreeAsync();
        Town.TurnableClock.Advance(TimeSpan.FromHours(3));
        await ReinstateAsync(Card);

        off.ShouldBeEmpty();
        passport.ShouldBe(before);
        StartsOn(Thursday).ShouldBe(before);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task A_kept_appointment_at_a_closed_site_is_changed_moved_and_cancelled_and_nobody_new_comes()
    {
        var id = await Town.BookedAsync(Passy.At(Thursday, "09:00"), "claire", Person("Dunand"));
        (await RetireAsync(Site, Thursday, id)).ShouldBeOfType<RetireResult.Retired>();

        (await Town.HoldAsync(Passy.At(Thursday, "10:00"), TestTown.Citizen("next"))).ShouldBeOfType<HoldResult.Refused>();
        var phone = await Town.Get<ChangeContact>().RunAsync(
            TestTown.Agent(Passy),
            await Town.OpenedByAsync(TestTown.Agent(Passy), id),
            new Contact("claire@exemple.fr", "+33612345678", "fr"),
            communeInsee: null,
            silent: true,
            default);
        var moved = await Town.MoveAsync(id, TestTown.Citizen("claire"), new NewPlace(Megeve.SiteId, Thursday, 540));

        phone.ShouldBe(ContactResult.Changed);
        moved.ShouldBeOfType<MoveResult.Moved>();
        (await FindAsync(id)).SiteId.ShouldBe(Megeve.SiteId);
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task Who_kept_an_appointment_at_a_closed_site_arrives_there()
    {
        var id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        (await RetireAsync(Site, Wednesday, id)).ShouldBeOfType<RetireResult.Retired>();
        Town.TurnableClock.SetUtcNow(new DateTimeOffset(2026, 11, 25, 7, 50, 0, TimeSpan.Zero));
        await Town.RefreshAsync();

        var arrived = await Town.Get<NoteArrival>().RunAsync(TestTown.Agent(Passy), id, Passy.SiteId, default);

        arrived.ShouldNotBeOfType<VisitResult.Refused>();
        (await FindAsync(id)).Status.ShouldBe(AppointmentStatus.Arrived);
    }

    [Fact]
    public async Task A_retired_planning_leaves_the_other_plannings_of_its_desk_alone()
    {
        (await RetireAsync(new RetiredThing(RetiredKind.Planning, Passy.PlanningId), Thursday)).ShouldBeOfType<RetireResult.Retired>();

        StartsOn(Thursday).ShouldBeEmpty();
        StartsOn(Wednesday).ShouldNotBeEmpty();
        await NodesShouldAgreeAsync();
    }

    [Theory]
    [InlineData(RetiredKind.Desk, SlotRefusal.NotOffered)]
    [InlineData(RetiredKind.Site, SlotRefusal.NotOffered)]
    [InlineData(RetiredKind.Planning, SlotRefusal.NotOffered)]
    [InlineData(RetiredKind.Service, SlotRefusal.NoLongerOffered)]
    public async Task Outside_the_hours_too_nobody_new_comes_to_what_is_retired(RetiredKind kind, SlotRefusal reason)
    {
        var agent = TestTown.Agent(Passy, id: 3, Rights.Appointments | Rights.OutsideHours);
        (await RetireAsync(ThingOf(kind), Thursday)).ShouldBeOfType<RetireResult.Retired>();

        (await Town.BookForAsync(agent, Evening(Thursday, "Dunand"))).ShouldBeOfType<BookResult.Refused>().Reason.ShouldBe(reason);
        (await Town.BookForAsync(agent, Evening(Wednesday, "Dunand"))).ShouldBeOfType<BookResult.Booked>();
        (await Town.BookForAsync(agent, Passy.At(Thursday, "09:00"), Person("Favre"))).ShouldBeOfType<BookResult.Refused>();
        (await Town.HoldAsync(Passy.At(Thursday, "09:00"), TestTown.Citizen())).ShouldBeOfType<HoldResult.Refused>();
    }

    [Fact]
    public async Task A_node_that_has_not_heard_of_it_yet_refuses_too()
    {
        var agent = TestTown.Agent(Passy, id: 3, Rights.Appointments | Rights.OutsideHours);
        await Town.WriteAsync(db => db.Add(new Retirement(Passy.Id, Desk, Thursday)));
        Town.Availability.Places.Retirements.FromDateOf(RetiredKind.Desk, Desk.Id).ShouldBeNull();

        (await Town.BookForAsync(agent, Evening(Thursday, "Dunand"))).ShouldBeOfType<BookResult.Refused>();
    }

    [Fact]
    public async Task Nobody_joins_an_appointment_for_a_service_that_is_switched_off_and_who_comes_may_leave_it()
    {
        var agent = TestTown.Agent(Passy);
        var wanted = Passy.At(Thursday, "09:00", ServiceKind.IdCard, ServiceKind.Passport);
        var id = await Town.BookedForAsync(
            agent, wanted, Person("Dunand"), Person("Dunand", "Paul", ServiceKind.Passport));
        (await RetireAsync(Card, Thursday, id)).ShouldBeOfType<RetireResult.Retired>();
        var people = await Town.PeopleAsync(id);

        async Task<PartyResult> ChangeAsync(PartyChange change) => await Town.Get<ChangeParty>().RunAsync(
            agent, await Town.OpenedByAsync(agent, id), change, Form(Town), CancellationToken.None);
        (await ChangeAsync(new PartyChange(await Town.ReadAsync([Person("Dunand", "Zoé")], id), [])))
            .ShouldBeOfType<PartyResult.NoLongerOffered>();
        (await ChangeAsync(new PartyChange([], []) { Services = new Dictionary<long, int> { [people[1]] = Card.Id } }))
            .ShouldBeOfType<PartyResult.NoLongerOffered>();
        (await ChangeAsync(new PartyChange([], [people[1]]))).ShouldBeOfType<PartyResult.Changed>();
        await NodesShouldAgreeAsync();
    }

    [Fact]
    public async Task Who_kept_an_appointment_at_a_closed_site_may_still_say_that_fewer_come()
    {
        var claire = TestTown.Citizen("claire");
        var wanted = Passy.At(Thursday, "09:00", ServiceKind.IdCard, ServiceKind.IdCard);
        var id = await Town.BookedAsync(wanted, "claire", Person("Dunand"), Person("Dunand", "Paul"));
        (await RetireAsync(Site, DateOnly.FromDateTime(Town.NowUtc), id)).ShouldBeOfType<RetireResult.Retired>();
        var people = await Town.PeopleAsync(id);

        (await Town.ChangePartyAsync(id, claire, [Person("Dunand", "Zoé")], [])).ShouldBeOfType<PartyResult.DoesNotFit>();
        (await Town.ChangePartyAsync(id, claire, [], [people[1]])).ShouldBeOfType<PartyResult.Changed>();
    }

    private RetiredThing ThingOf(RetiredKind kind) => kind switch
    {
        RetiredKind.Desk => Desk,
        RetiredKind.Site => Site,
        RetiredKind.Service => Card,
        _ => new RetiredThing(kind, Passy.PlanningId),
    };

    private PeopleBooking Evening(DateOnly date, string name) => Town.Booking(Passy.At(date, "18:05"), Person(name)) with
    {
        Outside = new OutsideHours(Passy.DeskId("DR 1"), "mobilité réduite"),
    };

    private Task<RetirementPreview?> PreviewAsync(RetiredThing thing) =>
        Town.Get<PreviewRetirement>().RunAsync(Manager, thing, Thursday, default);

    private Task<bool> ReinstateAsync(RetiredThing thing) => Town.Get<Reinstate>().RunAsync(Manager, thing, default);

    private Task<Appointment> FindAsync(Guid id) => Town.ReadAsync(db => db.Appointments.AsNoTracking().SingleAsync(row => row.Id == id));

    private Task<List<long>> RulesAsync() => Town.ReadAsync(db => db.OpeningRules.OrderBy(row => row.Id)
        .Select(row => (long)row.Id * row.EndMinute).ToListAsync());
}

public sealed class RetireOnSqliteTests() : RetireTests(DatabaseProvider.Sqlite);

public sealed class RetireOnPostgresTests() : RetireTests(DatabaseProvider.Postgres);
