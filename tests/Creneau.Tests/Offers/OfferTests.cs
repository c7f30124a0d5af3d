using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.TownHalls;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Changes.Cancelling;
using Creneau.Notifications;
using Creneau.Offers;
using Creneau.OnePerPerson;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Offers;

/// <summary>Favre had Wednesday at 09:00 at DR 1 of Passy; the town hall has cancelled it, and offers something else.</summary>
public abstract class OfferTests(DatabaseProvider provider) : OffersTown(provider)
{
    private Guid _id;

    protected override async Task OpenedAsync()
    {
        _id = await AtDeskAsync("DR 1", "09:00", "Favre");
        await CancelledAsync(_id);
    }

    [Fact]
    public async Task One_start_is_kept_for_a_day_and_four_are_shown_and_the_message_says_so()
    {
        var offer = await OfferOfAsync(_id);
        var kept = (await KeptForAsync(_id)).ShouldNotBeNull();

        offer.Starts.Count.ShouldBe(5);
        offer.KeptUntilUtc.ShouldBe(kept.HeldUntilUtc);
        (kept.SiteId, kept.Date, kept.StartMinute).ShouldBe((offer.Starts[0].SiteId, offer.Starts[0].Date, offer.Starts[0].StartMinute));
        kept.HeldUntilUtc!.Value.ShouldBeLessThanOrEqualTo(Town.NowUtc.AddHours(24));
        var facts = MessageFacts.From((await MessagesAsync(MessagePurpose.Cancelled)).ShouldHaveSingleItem().Facts);
        facts.Offer.ShouldNotBeNull().Starts.Count.ShouldBe(5);
        facts.Offer.KeptUntil.ShouldNotBeNull();
        await ShouldBeSoundAsync();
    }

    [Theory]
    [InlineData(49, 24.0)]
    [InlineData(24, 23.0)]
    [InlineData(3, 2.0)]
    [InlineData(2, null)]
    public void A_start_is_kept_for_a_day_or_until_an_hour_before_it_and_for_two_hours_at_least(int hoursAhead, double? hoursKept) =>
        ((Offer.KeptUntil(Town.NowUtc.AddHours(hoursAhead), Town.NowUtc) - Town.NowUtc)?.TotalHours).ShouldBe(hoursKept);

    [Fact]
    public async Task On_the_same_day_what_leaves_no_time_to_answer_is_only_shown_and_a_later_start_is_kept()
    {
        Town.TurnableClock.SetUtcNow(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
        var id = await AtDeskAsync("DR 2", "11:30", "Bois");

        await CancelledAsync(id);

        var kept = (await KeptForAsync(id)).ShouldNotBeNull();
        kept.Date.ShouldBeGreaterThan(Wednesday);
        (kept.HeldUntilUtc!.Value - Town.NowUtc).ShouldBeGreaterThanOrEqualTo(Offer.LeastKept);
        (await OfferOfAsync(id)).Starts.ShouldContain(start => start.Date == Wednesday);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task The_message_names_what_is_kept_and_leads_to_it()
    {
        var written = Town.Get<MessageWriter>().Write((await MessagesAsync(MessagePurpose.Cancelled))[0]);

        written.Text.ShouldContain("Gardé pour vous jusqu’au");
        written.Text.ShouldContain("Accepter ou choisir");
        written.Text.ShouldContain("/r/");
        written.Html.ShouldNotBeNull().ShouldContain("<li>");
    }

    [Fact]
    public async Task Taken_it_is_confirmed_there_under_its_reference_and_the_contact_is_told()
    {
        var before = await Town.AppointmentAsync(_id);
        var start = (await OfferOfAsync(_id)).Starts[0];

        (await TakeAsync(_id, start)).ShouldBeOfType<TakeOfferResult.Taken>();
        (await TakeAsync(_id, start)).ShouldBeOfType<TakeOfferResult.Taken>();

        var now = await Town.AppointmentAsync(_id);
        (now.Status, now.Reference, now.TokenVersion).ShouldBe((AppointmentStatus.Confirmed, before.Reference, before.TokenVersion));
        (now.SiteId, now.Date, now.StartMinute).ShouldBe((start.SiteId, start.Date, start.StartMinute));
        (await KeptForAsync(_id)).ShouldBeNull();
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(1);
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(1);
        (await MessagesAsync(MessagePurpose.Moved)).Count.ShouldBe(1);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task One_that_was_only_shown_may_be_taken_also_at_another_town_hall_and_what_was_kept_comes_free()
    {
        var elsewhere = (await OfferOfAsync(_id)).Starts.FirstOrDefault(start => start.SiteId == Megeve.SiteId).ShouldNotBeNull();

        (await TakeAsync(_id, elsewhere)).ShouldBeOfType<TakeOfferResult.Taken>();

        (await Town.AppointmentAsync(_id)).TownHallId.ShouldBe(Megeve.Id);
        (await KeptForAsync(_id)).ShouldBeNull();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task What_was_kept_is_taken_although_the_town_hall_was_suspended_meanwhile()
    {
        var start = (await OfferOfAsync(_id)).Starts[0];
        var id = await Town.AgentAsync("chef@creneau.fr", AgentRole.Administrator, null);
        var chief = Actor.Agent(id, null, AgentRole.Administrator.Rights(), "administrator", "network");
        (await Town.Get<SuspendTownHall>().RunAsync(chief, Passy.Id, Now)).ShouldBeOfType<SaveResult.Saved>();

        (await TakeAsync(_id, start)).ShouldBeOfType<TakeOfferResult.Taken>();

        (await Town.AppointmentAsync(_id)).Status.ShouldBe(AppointmentStatus.Confirmed);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task One_that_somebody_took_meanwhile_is_refused_and_the_others_are_left()
    {
        var offer = await OfferOfAsync(_id);
        var gone = offer.Starts.First(start => start.SiteId == Megeve.SiteId);
        await Town.BookedAsync(Megeve.Slot(gone.Date, gone.StartMinute), "paul", Person("Dunand"));

        (await TakeAsync(_id, gone)).ShouldBeOfType<TakeOfferResult.Refused>();

        (await OfferOfAsync(_id)).Starts.ShouldBe(offer.Starts.Where(start => start != gone));
        (await TakeAsync(_id, offer.Starts[0])).ShouldBeOfType<TakeOfferResult.Taken>();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Kept_no_longer_it_may_still_be_taken_while_it_is_free()
    {
        var start = (await OfferOfAsync(_id)).Starts.Last(one => one.Date > Wednesday);
        Town.TurnableClock.Advance(TimeSpan.FromHours(24));
        (await Town.Get<Sweeper>().ExpireHoldsAsync(Now)).ShouldBe(1);
        await ShouldBeSoundAsync();

        (await OfferOfAsync(_id)).KeptUntilUtc.ShouldBeNull();
        (await TakeAsync(_id, start)).ShouldBeOfType<TakeOfferResult.Taken>();

        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task No_thank_you_frees_what_was_kept()
    {
        var start = (await OfferOfAsync(_id)).Starts[0];
        var declined = await Town.Get<DeclineOffer>().RunAsync(TestTown.Citizen(), (await ByLinkAsync(_id)).Access, Now);

        declined.ShouldBeTrue();
        (await Town.ReadAsync(db => db.Occupancies.CountAsync())).ShouldBe(0);
        (await TakeAsync(_id, start)).ShouldBeOfType<TakeOfferResult.Gone>();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Who_has_another_appointment_by_now_is_told_so_and_nothing_is_taken()
    {
        await Town.BookedAsync(Megeve.At(Wednesday, "11:00"), "favre2", Person("Favre"));
        var start = (await OfferOfAsync(_id)).Starts[0];

        (await TakeAsync(_id, start)).ShouldBeOfType<TakeOfferResult.Duplicate>();

        (await Town.AppointmentAsync(_id)).Status.ShouldBe(AppointmentStatus.Cancelled);
        (await KeptForAsync(_id)).ShouldNotBeNull();
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task An_agent_who_brings_it_back_withdraws_the_offer()
    {
        var restored = await Town.Get<RestoreAppointment>().RunAsync(Nadia, await Town.OpenedByAsync(Nadia, _id), silent: false, Now);

        restored.ShouldBeOfType<RestoreResult.Restored>();
        (await KeptForAsync(_id)).ShouldBeNull();
        (await Town.ReadAsync(db => db.Offers.Select(offer => offer.State).SingleAsync())).ShouldBe(OfferState.Withdrawn);
        await ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Where_the_person_gave_up_nothing_is_offered()
    {
        var id = await AtDeskAsync("DR 2", "11:00", "Bois");

        await Town.Get<AskCancellation>().RunAsync(
            Nadia, await Town.OpenedByAsync(Nadia, id), new AskedCancellation(CancelInitiative.Person, null, Notifies: true), Now);
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(60));
        await Town.Get<CarryOutCancellations>().CarryOutDueAsync(Now);

        (await Town.AppointmentAsync(id)).Status.ShouldBe(AppointmentStatus.Cancelled);
        (await Town.ReadAsync(db => db.Offers.CountAsync(offer => offer.AppointmentId == id))).ShouldBe(0);
        (await KeptForAsync(id)).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_else_takes_it_and_no_start_that_was_not_offered()
    {
        var other = await AtDeskAsync("DR 2", "11:00", "Bois");
        var start = (await OfferOfAsync(_id)).Starts[0];

        (await Town.Get<TakeOffer>().RunAsync(TestTown.Citizen(), (await ByLinkAsync(other)).Access, start, Now))
            .ShouldBeOfType<TakeOfferResult.Gone>();
        (await TakeAsync(_id, start with { StartMinute = 545 })).ShouldBeOfType<TakeOfferResult.Gone>();
    }
}

public sealed class OfferOnSqliteTests() : OfferTests(DatabaseProvider.Sqlite);

public sealed class OfferOnPostgresTests() : OfferTests(DatabaseProvider.Postgres);
