using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Changes;
using Creneau.Changes.Cancelling;
using Creneau.Doctor;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.Storage.Checks;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Changes.Cancelling;

/// <summary>Claire has Wednesday at 09:00 in Passy; Nadia, at the counter, cancels for her or for the town hall.</summary>
public abstract class CancellationTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private static readonly Actor Claire = TestTown.Citizen("claire");
    private static readonly AskedCancellation OfTownHall = new(CancelInitiative.TownHall, "Agent absent", Notifies: true);
    private static readonly AskedCancellation OfPerson = new(CancelInitiative.Person, null, Notifies: true);
    private Guid _id;

    private static CancellationToken Now => CancellationToken.None;

    private Actor Nadia => TestTown.Agent(Passy);

    protected override async Task OpenedAsync() =>
        _id = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

    [Fact]
    public async Task It_waits_a_minute_in_which_nothing_is_free_and_nobody_is_told()
    {
        var asked = await AskAsync(OfTownHall);
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(59));
        (await CarryOutAsync()).ShouldBe(0);

        asked.ShouldBeOfType<AskCancellationResult.Asked>();
        (await Town.AppointmentAsync(_id)).Status.ShouldBe(AppointmentStatus.Confirmed);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(1);
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(1);
        (await CancelledMessagesAsync()).ShouldBeEmpty();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Then_it_is_carried_out_once_and_the_contact_is_told_whose_doing_it_is_and_why()
    {
        await AskAsync(OfTownHall);
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(60));

        (await CarryOutAsync()).ShouldBe(1);
        (await CarryOutAsync()).ShouldBe(0);

        (await Town.AppointmentAsync(_id)).Status.ShouldBe(AppointmentStatus.Cancelled);
        (await Town.ReadAsync(db => db.Occupancies.CountAsync(row => row.AppointmentId == _id))).ShouldBe(0);
        var facts = MessageFacts.From((await CancelledMessagesAsync()).ShouldHaveSingleItem().Facts);
        (facts.ByTownHall, facts.Why).ShouldBe((true, "Agent absent"));
        var happened = await Town.LastEventAsync(_id);
        (happened.Kind, happened.Why, happened.ActorKind).ShouldBe((AppointmentEventKind.Cancelled, "town-hall", ActorKind.Platform));
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task What_the_person_asked_for_on_the_phone_is_counted_as_theirs()
    {
        await AskAsync(OfPerson);
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(60));
        await CarryOutAsync();

        (await Town.LastEventAsync(_id)).Why.ShouldBe(EventReasons.Person);
        MessageFacts.From((await CancelledMessagesAsync()).ShouldHaveSingleItem().Facts).ByTownHall.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_not_to_be_told_is_not_and_the_history_shows_it()
    {
        await AskAsync(OfPerson with { Notifies = false });
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(60));
        await CarryOutAsync();

        (await CancelledMessagesAsync()).ShouldBeEmpty();
        EventReasons.Has((await Town.LastEventAsync(_id)).Why, EventReasons.Silent).ShouldBeTrue();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Undone_within_the_minute_it_never_happened()
    {
        await AskAsync(OfTownHall);
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(40));

        var undone = await UndoAsync();
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(5));
        var carriedOut = await CarryOutAsync();

        (undone, carriedOut).ShouldBe((UndoResult.Undone, 0));
        (await Town.AppointmentAsync(_id)).Status.ShouldBe(AppointmentStatus.Confirmed);
        (await CancelledMessagesAsync()).ShouldBeEmpty();
        (await Town.LastEventAsync(_id)).Kind.ShouldBe(AppointmentEventKind.CancellationUndone);
        (await UndoAsync()).ShouldBe(UndoResult.NotAsked);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Once_it_was_carried_out_it_cannot_be_undone()
    {
        await AskAsync(OfTownHall);
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(60));
        await CarryOutAsync();

        (await UndoAsync()).ShouldBe(UndoResult.TooLate);
    }

    [Fact]
    public async Task Freed_at_once_the_place_can_be_had()
    {
        await AskAsync(OfPerson);

        var freed = await Town.Get<FreeNow>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, _id), Now);
        var next = await Town.BookForAsync(Nadia, Passy.At(Wednesday, "09:00"), Person("Favre"));

        freed.ShouldBe(FreeNowResult.Freed);
        next.ShouldBeOfType<Creneau.Booking.ByAgents.BookResult.Booked>();
        (await CancelledMessagesAsync()).Count.ShouldBe(1);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Asked_for_twice_it_is_due_when_it_was_asked_for_first()
    {
        var first = (await AskAsync(OfPerson)).ShouldBeOfType<AskCancellationResult.Asked>();
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(20));

        var second = await AskAsync(OfTownHall);

        second.ShouldBeOfType<AskCancellationResult.AlreadyAsked>().AtUtc.ShouldBe(first.AtUtc);
        (await Town.AppointmentAsync(_id)).CancelInitiative.ShouldBe(CancelInitiative.Person);
    }

    [Fact]
    public async Task Without_a_delay_it_is_carried_out_at_once()
    {
        await using (var db = Town.OpenDb())
        {
            (await db.Set<Creneau.Places.TownHall>().SingleAsync(row => row.Id == Passy.Id)).SetCounter(requiresSecondFactor: false, 0);
            await DirectoryVersion.RaiseAsync(db, Now);
            await db.SaveChangesAsync();
        }

        await Town.RefreshAsync();

        (await AskAsync(OfTownHall)).ShouldBeOfType<AskCancellationResult.Cancelled>();
        (await CancelledMessagesAsync()).Count.ShouldBe(1);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task The_person_who_cancels_meanwhile_is_done_at_once()
    {
        await AskAsync(OfTownHall);

        (await Town.CancelAsync(_id, Claire)).ShouldBe(CancelResult.Cancelled);
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(2));
        (await CarryOutAsync()).ShouldBe(0);

        MessageFacts.From((await CancelledMessagesAsync()).ShouldHaveSingleItem().Facts).ByTownHall.ShouldBeFalse();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task The_person_who_moves_or_brings_somebody_meanwhile_keeps_the_appointment()
    {
        await AskAsync(OfTownHall);
        (await Town.MoveAsync(_id, Claire, new NewPlace(Passy.SiteId, Wednesday, 600))).ShouldBeOfType<MoveResult.Moved>();
        (await Town.AppointmentAsync(_id)).CancelAtUtc.ShouldBeNull();
        await AskAsync(OfTownHall);
        (await Town.ChangePartyAsync(_id, Claire, [Person("Dunand", "Paul")], [])).ShouldBeOfType<PartyResult.Changed>();
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(2));

        (await CarryOutAsync()).ShouldBe(0);

        (await Town.AppointmentAsync(_id)).Status.ShouldBe(AppointmentStatus.Confirmed);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Nobody_but_an_agent_of_the_town_hall_asks_for_it()
    {
        var own = await Town.AccessAsync(Claire, _id);

        (await Town.Get<AskCancellation>().RunAsync(Claire, own, OfPerson, Now)).ShouldBeOfType<AskCancellationResult.Gone>();
        (await Town.Get<FindAppointment>().ByAgentAsync(TestTown.Agent(Megeve), _id, Now)).ShouldBeNull();
        (await Town.AppointmentAsync(_id)).CancelAtUtc.ShouldBeNull();
    }

    [Fact]
    public async Task One_that_has_begun_cannot_be_cancelled_and_one_asked_for_just_before_is()
    {
        var right = await Town.OpenedByAsync(Nadia, _id);
        Town.TurnableClock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(30));
        await AskAsync(OfPerson);
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(60));

        (await CarryOutAsync()).ShouldBe(1);
        (await Town.Get<AskCancellation>().RunAsync(Nadia, right, OfPerson, Now)).ShouldBeOfType<AskCancellationResult.AlreadyCancelled>();
    }

    [Fact]
    public async Task A_cancellation_that_is_overdue_is_a_finding_of_the_doctor()
    {
        await AskAsync(OfPerson);
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(7));

        var checks = new List<CheckResult>();
        await foreach (var check in Town.Get<Examination>().RunAsync(null, Now))
        {
            checks.Add(check);
        }

        checks.Where(check => check.IsBroken).ShouldHaveSingleItem().Name.ShouldBe("I4");
    }

    private async Task<AskCancellationResult> AskAsync(AskedCancellation asked) =>
        await Town.Get<AskCancellation>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, _id), asked, Now);

    private async Task<UndoResult> UndoAsync() =>
        await Town.Get<UndoCancellation>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, _id), Now);

    private Task<int> CarryOutAsync() => Town.Get<CarryOutCancellations>().CarryOutDueAsync(Now);

    private Task<List<OutboxMessage>> CancelledMessagesAsync() => Town.ReadAsync(
        db => db.OutboxMessages.Where(row => row.AppointmentId == _id && row.Purpose == MessagePurpose.Cancelled).ToListAsync());
}

public sealed class CancellationOnSqliteTests() : CancellationTests(DatabaseProvider.Sqlite);

public sealed class CancellationOnPostgresTests() : CancellationTests(DatabaseProvider.Postgres);
