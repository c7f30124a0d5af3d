using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Offers;
using Creneau.Storage;

namespace Creneau.Changes;

/// <summary>Until when an appointment may be changed, and the message that each change owes.</summary>
public sealed class ChangeMessages(AvailabilityIndex availability, MakeOffer offers)
{
    private static readonly TimeSpan CancellationIsNews = TimeSpan.FromDays(2);

    internal bool IsAhead(Appointment appointment, DateTime nowUtc) => appointment.IsAhead(availability.Places, nowUtc);

    /// <summary>Queues the message about a change; its number makes it unique and orders calendar entries.</summary>
    /// <param name="moved">The change of people took it to another start or site.</param>
    /// <param name="dueUtc">When it is sent at the earliest, for what can be undone until then; null: at once.</param>
    internal async Task AddAsync(
        Transaction transaction,
        Appointment appointment,
        MessagePurpose purpose,
        CancellationToken ct,
        bool moved = false,
        DateTime? dueUtc = null)
    {
        var places = availability.Places;
        var timing = new MessageTiming(
            transaction.NowUtc,
            purpose == MessagePurpose.Cancelled ? transaction.NowUtc + CancellationIsNews : places.StartUtc(appointment.Slot))
        {
            DueUtc = dueUtc,
        };
        await AppointmentMessages.AddChangeAsync(
            transaction,
            appointment,
            purpose,
            places,
            (timing, facts => purpose == MessagePurpose.Cancelled
                ? facts with
                {
                    Moved = moved,
                    ByTownHall = appointment.CancelInitiative == CancelInitiative.TownHall,
                    Why = appointment.CancelReason ?? "",
                    Offer = offers.FactsOf(transaction, appointment),
                }
                : facts with { Moved = moved }),
            ct);
    }
}
