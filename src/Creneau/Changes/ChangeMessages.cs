using System.Globalization;
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
        var changes = await AppointmentMessages.ChangesAsync(transaction.Db, appointment.Id, ct);
        var uselessAfterUtc = purpose == MessagePurpose.Cancelled
            ? transaction.NowUtc + CancellationIsNews
            : places.StartUtc(appointment.Slot);
        var facts = AppointmentMessages.Facts(appointment, places, changes) with { Moved = moved };
        if (purpose == MessagePurpose.Cancelled)
        {
            facts = facts with
            {
                ByTownHall = appointment.CancelInitiative == CancelInitiative.TownHall,
                Why = appointment.CancelReason ?? "",
                Offer = offers.FactsOf(transaction, appointment),
            };
        }

        transaction.Db.AddRange(AppointmentMessages.Of(
            appointment, purpose, string.Create(
                CultureInfo.InvariantCulture, $"change-{changes}"), facts, new MessageTiming(transaction.NowUtc, uselessAfterUtc)
                {
                    DueUtc = dueUtc,
                }));
    }
}
