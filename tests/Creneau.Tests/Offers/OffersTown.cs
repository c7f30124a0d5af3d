using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Booking.ByAgents;
using Creneau.Changes.Cancelling;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Offers;
using Creneau.Offers.Runs;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Offers;

/// <summary>Passy with two desks, Megève with one, all open in the mornings; Nadia cancels for Passy.</summary>
public abstract class OffersTown(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private protected static CancellationToken Now => CancellationToken.None;

    private protected Actor Nadia => TestTown.Agent(Passy, 7, Rights.Appointments | Rights.Hours);

    protected override async Task FoundMoreAsync()
    {
        await base.FoundMoreAsync();
        await Passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
    }

    /// <summary>Booked by the counter at a desk, with an address unless said otherwise.</summary>
    private protected async Task<Guid> AtDeskAsync(string desk, string clock, string name, Contact? contact, DateOnly? date = null)
    {
        var slot = Passy.At(date ?? Wednesday, clock);
        var booking = Town.Booking(slot, Person(name)) with { Contact = contact, DeskId = Passy.DeskId(desk) };
        return (await Town.BookForAsync(TestTown.Agent(Passy), booking)).ShouldBeOfType<BookResult.Booked>().AppointmentId;
    }

    private protected Task<Guid> AtDeskAsync(string desk, string clock, string name) =>
        AtDeskAsync(desk, clock, name, new Contact($"{name}@exemple.fr", null, "fr"));

    /// <summary>Cancelled by the town hall and carried out: what is offered is open.</summary>
    private protected async Task CancelledAsync(params Guid[] ids)
    {
        foreach (var id in ids)
        {
            (await Town.Get<AskCancellation>().RunAsync(
                Nadia,
                await Town.OpenedByAsync(Nadia, id),
                new AskedCancellation(CancelInitiative.TownHall, "Agent absent", Notifies: true),
                Now)).ShouldBeOfType<AskCancellationResult.Asked>();
        }

        await CarriedOutAsync();
    }

    private protected async Task<int> CarriedOutAsync()
    {
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(60));
        return await Town.Get<CarryOutCancellations>().CarryOutDueAsync(Now);
    }

    private protected CancellationTarget DayOf(string desk) => new(Passy.Id, CancellationScope.DeskDay)
    {
        Range = CancelledRange.Day(Passy.SiteId, Passy.DeskId(desk), Wednesday),
    };

    private protected async Task<PreviewCancellationResult.Shown> PreviewAsync(CancellationTarget target) =>
        (await Town.Get<PreviewCancellation>().ReadAsync(Nadia, target, "DR en panne", Now))
            .ShouldBeOfType<PreviewCancellationResult.Shown>();

    private protected async Task<CancelSeveralResult> CancelAsync(
        CancellationTarget target, bool closes = false, string reason = "DR en panne")
    {
        var seen = (await PreviewAsync(target)).ToCancel.Select(one => one.Id).ToList();
        return await Town.Get<CancelSeveral>().RunAsync(
            Nadia, target, new CancellationOrder(reason, seen, closes), Form(Town), Now);
    }

    private protected async Task<int> BegunAsync(CancellationTarget target, bool closes = false, string reason = "DR en panne") =>
        (await CancelAsync(target, closes, reason)).ShouldBeOfType<CancelSeveralResult.Begun>().RunId;

    private protected async Task<CancellationView> ViewAsync(int runId) =>
        (await Town.Get<ReadCancellation>().OfAsync(Nadia, Passy.Id, runId, Now)).ShouldNotBeNull();

    /// <summary>What the link of the message opens.</summary>
    private protected async Task<OpenedAppointment> ByLinkAsync(Guid id)
    {
        var row = await Town.AppointmentAsync(id);
        var token = Town.Get<AppointmentTokens>().For(id, row.TokenVersion);
        return (await Town.Get<FindAppointment>().ByLinkAsync(token, Now)).ShouldNotBeNull();
    }

    private protected async Task<OfferView> OfferOfAsync(Guid id) =>
        (await Town.Get<ReadOffer>().OfAsync((await ByLinkAsync(id)).Appointment, Now)).ShouldNotBeNull();

    private protected async Task<TakeOfferResult> TakeAsync(Guid id, OfferedStart start) => await Town.Get<TakeOffer>().RunAsync(
        TestTown.Citizen($"reader of {id}"), (await ByLinkAsync(id)).Access, start, Now);

    private protected Task<Appointment?> KeptForAsync(Guid id) => Town.ReadAsync(
        db => db.Appointments.SingleOrDefaultAsync(row => row.ReplacesId == id && row.Status == AppointmentStatus.Held));

    private protected Task<List<OutboxMessage>> MessagesAsync(MessagePurpose purpose) => Town.ReadAsync(
        db => db.OutboxMessages.Where(row => row.Purpose == purpose).OrderBy(row => row.CreatedUtc).ToListAsync());
}
