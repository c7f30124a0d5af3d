using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Booking.ByAgents;

/// <summary>
/// Books for people at the counter or on the phone: confirmed at once, without a code. Who is not named yet claims nothing;
/// nobody named gets a second appointment (rule 4).
/// </summary>
public sealed class BookForPeople(
    Transactions transactions, CounterSlots slots, DuplicateCheck duplicates, PersonClaims claims, PlatformKeys keys, TimeProvider clock)
{

    /// <summary>Books; a refusal has written nothing but what rule 4 counts, and the warning to another contact.</summary>
    /// <param name="formId">Random id of the form; a double click gets the same answer.</param>
    public async Task<BookResult> RunAsync(Actor actor, PeopleBooking booking, string formId, CancellationToken ct)
    {
        var attempt = slots.Start(actor, booking, clock.GetUtcNow().UtcDateTime, out var refusal);
        if (SameAs(booking) is { } ordinal)
        {
            refusal = new BookResult.SamePersonTwice(ordinal);
        }

        var form = FormKey.Of(keys, "book", actor, formId, booking.Content);
        if (refusal is not null)
        {
            // Memory may know already what this form itself has booked
            return await transactions.EarlierAnswerAsync<BookResult>(form, ct)
                ?? await transactions.RefuseAsync(actor, Asked(booking), refusal, ct);
        }

        return await slots.WhileOfferedAsync(
            booking,
            () => transactions.RunAsync<BookResult>(
                actor, form, new BookResult.OtherContent(), transaction => BookAsync(transaction, attempt!, booking, ct), ct),
            () => transactions.RefuseAsync<BookResult>(
                actor, Asked(booking), new BookResult.Refused(SlotRefusal.NoLongerOffered, []), ct),
            ct);
    }

    private async Task<TransactionResult<BookResult>> BookAsync(
        Transaction transaction, CounterAttempt attempt, PeopleBooking booking, CancellationToken ct)
    {
        transaction.Audit(Asked(booking));
        if (booking.NamesSomebody && await duplicates.HasBeenToldEnoughAsync(transaction, booking.Contact, ct))
        {
            return Refuse<BookResult>(new BookResult.NotTold());
        }

        if (await slots.LockAsync(transaction, attempt, ct) is not { } offered)
        {
            return attempt.Choice.IsExhausted ? Refuse(slots.Refusal(attempt, transaction.NowUtc)) : TryNext<BookResult>();
        }

        if (!await slots.TryClearAsync(transaction, attempt, offered, ct))
        {
            return StartAgain<BookResult>();
        }

        var booked = AppointmentOf(transaction, booking, offered.Slot);
        return await duplicates.LookAsync(transaction, booked, ct) switch
        {
            ClaimAnswer.StartAgain => StartAgain<BookResult>(),
            ClaimAnswer.Duplicate duplicate =>
                transaction.CommitRefusal<BookResult>(new BookResult.Duplicate(duplicate.Ordinals, duplicate.Seen)),
            ClaimAnswer.NotTold => transaction.CommitRefusal<BookResult>(new BookResult.NotTold()),
            _ => await StoreAsync(transaction, booking, booked, offered, ct),
        };
    }

    private async Task<TransactionResult<BookResult>> StoreAsync(
        Transaction transaction, PeopleBooking booking, Appointment booked, OfferedSlot offered, CancellationToken ct)
    {
        transaction.Db.Add(booked);
        slots.Take(transaction, booked.Id, offered);
        await duplicates.ClaimLastAsync(transaction, booked, ct);
        if (booked.Contact is not null && !booking.Silent)
        {
            var timing = new MessageTiming(transaction.NowUtc, slots.Places.StartUtc(booked.Slot)) { AtAnyHour = true };
            transaction.Db.AddRange(AppointmentMessages.Of(
                booked, MessagePurpose.Confirmation, "confirmed", AppointmentMessages.Facts(booked, slots.Places, sequence: 0), timing));
        }

        transaction.Audit(AppointmentAudit.Of("book", booked.Id, null, AppointmentAudit.Text(booked.Slot)));
        return Commit<BookResult>(new BookResult.Booked(booked.Id));
    }

    private Appointment AppointmentOf(Transaction transaction, PeopleBooking booking, SlotTime slot)
    {
        var (actor, nowUtc) = (transaction.Actor, transaction.NowUtc);
        var people = booking.Slot.ServiceIds.Select((service, ordinal) => booking.People[ordinal] is { } person
            ? new Applicant(ordinal, service, claims.DetailsOf(person))
            : new Applicant(ordinal, service));
        var terms = new CounterTerms(
            actor.Channel,
            booking.Contact,
            booking.CommuneInsee,
            TypedReason.Of(booking.Urgency, Appointment.LongestReason),
            TypedReason.Of(booking.Outside?.Reason, Appointment.LongestReason),
            actor.AtCounterOf(slot.TownHallId) ? null : actor.TownHallId,
            booking.Silent);
        return Appointment.Book(
            Guid.CreateVersion7(clock.GetUtcNow()), slot, people, terms, nowUtc, Retention.After(slot, slots.Places));
    }

    /// <returns>The ordinal of the first person who stands twice in the form; null when nobody does.</returns>
    private int? SameAs(PeopleBooking booking)
    {
        List<Applicant> before = [];
        for (var ordinal = 0; ordinal < booking.People.Count; ordinal++)
        {
            if (booking.People[ordinal] is { } person)
            {
                if (duplicates.IsAmong(person, before))
                {
                    return ordinal;
                }

                before.Add(new Applicant(ordinal, person.ServiceId, claims.DetailsOf(person)));
            }
        }

        return null;
    }

    private static AuditEntry Asked(PeopleBooking booking) => new("book", $"slot:{booking.Slot.Content}");
}
