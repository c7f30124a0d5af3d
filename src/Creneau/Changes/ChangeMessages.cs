using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Offers;
using Creneau.Storage;

namespace Creneau.Changes;

/// <summary>Until when an appointment may be changed, and the message that each change owes.</summary>
public sealed class ChangeMessages(AvailabilityIndex availability, MakeOffer offers)
{
    /// <summary>What an agent changes within that time is told once.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan CancellationIsNews = TimeSpan.FromDays(2);

    internal bool IsAhead(Appointment appointment, DateTime nowUtc) => appointment.IsAhead(availability.Places, nowUtc);

    /// <summary>Queues the message about a change; its number makes it unique and orders calendar entries.</summary>
    /// <param name="moved">The change of people took it to another start or site.</param>
    /// <param name="dueUtc">When it is sent at the earliest, for what can be undone until then; null: at once, and what an agent changes
    /// when no more comes for <see cref="Together"/>.</param>
    internal async Task AddAsync(
        Transaction transaction,
        Appointment appointment,
        MessagePurpose purpose,
        CancellationToken ct,
        bool moved = false,
        DateTime? dueUtc = null)
    {
        var places = availability.Places;
        if (dueUtc is null && transaction.Actor.AtCounter && purpose is (MessagePurpose.Moved or MessagePurpose.PartyChanged))
        {
            await Outbox.WithdrawChangesAsync(transaction.Db, appointment.Id, ct);
            var now = AppointmentMessages.Facts(appointment, places, sequence: 0);
            if (await Outbox.LastToldAsync(transaction.Db, appointment.Id, ct) is { } told)
            {
                var isThere = now.IsAtSameTimeAndPlace(told);
                if (isThere && now.HasSamePeople(told))
                {
                    return;
                }

                (purpose, moved) = now.HasSamePeople(told) ? (MessagePurpose.Moved, false) : (MessagePurpose.PartyChanged, !isThere);
            }

            dueUtc = DueTogether(transaction.NowUtc, places.StartUtc(appointment.Slot));
        }

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

    /// <summary>At once when it would come too late.</summary>
    private static DateTime? DueTogether(DateTime nowUtc, DateTime startUtc) =>
        startUtc - nowUtc > 5 * Together ? nowUtc + Together : null;
}
