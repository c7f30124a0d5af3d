using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Counter.Messages;

public enum SendAgainResult
{
    Queued = 0,

    /// <summary>No such appointment that the agent may see.</summary>
    NotFound,

    /// <summary>The appointment is over, or was cancelled too long ago for anybody to need it.</summary>
    TooLate,

    /// <summary>Nobody to write to.</summary>
    NoContact,

    /// <summary>It was sent again often enough: a wrong address does not become right.</summary>
    TooOften,
}

/// <summary>
/// Sends the people of an appointment once more how things are: its confirmation while it is ahead, its cancellation once it is
/// cancelled.
/// </summary>
public sealed class SendAgain(Transactions transactions, AppointmentLocks locks, AvailabilityIndex availability)
{
    /// <summary>Of one appointment, in all.</summary>
    public const int Most = 5;

    private const string Operation = "message-again";
    private const string Occasion = "again-";

    /// <summary>Queues the message; a refusal has written nothing.</summary>
    public Task<SendAgainResult> RunAsync(Actor actor, AppointmentAccess access, CancellationToken ct) =>
        transactions.RunAsync(actor, Operation, transaction =>
        {
            transaction.Audit(AppointmentAudit.Of(Operation, access.AppointmentId));
            return locks.ByAgentAsync(
                transaction, access, SendAgainResult.NotFound, appointment => QueueAsync(transaction, appointment, ct), ct);
        }, ct);

    private async Task<TransactionResult<SendAgainResult>> QueueAsync(
        Transaction transaction, Appointment appointment, CancellationToken ct)
    {
        if (appointment.Contact is null)
        {
            return Refuse(SendAgainResult.NoContact);
        }

        var (purpose, facts, useless) = await WhatAsync(transaction, appointment, ct);
        if (facts is null || useless <= transaction.NowUtc)
        {
            return Refuse(SendAgainResult.TooLate);
        }

        var before = await transaction.Db.OutboxMessages.CountAsync(
            message => message.AppointmentId == appointment.Id && message.InsteadOf == null && message.Occasion.StartsWith(Occasion), ct);
        if (before >= Most)
        {
            return Refuse(SendAgainResult.TooOften);
        }

        var timing = new MessageTiming(transaction.NowUtc, useless) { AtAnyHour = true };
        var occasion = string.Create(CultureInfo.InvariantCulture, $"{Occasion}{before + 1}");
        transaction.Db.AddRange(AppointmentMessages.Of(appointment, purpose, occasion, facts, timing));
        return Commit(SendAgainResult.Queued);
    }

    /// <returns>No facts: there is nothing that anybody would need to know.</returns>
    private async Task<(MessagePurpose Purpose, MessageFacts? Facts, DateTime UselessUtc)> WhatAsync(
        Transaction transaction, Appointment appointment, CancellationToken ct)
    {
        var places = availability.Places;
        if (appointment.IsAhead(places, transaction.NowUtc))
        {
            var changes = await AppointmentMessages.ChangesAsync(transaction.Db, appointment.Id, ct);
            var facts = AppointmentMessages.Facts(appointment, places, changes);
            return (MessagePurpose.Confirmation, facts, places.StartUtc(appointment.Slot));
        }

        var told = appointment.Status != AppointmentStatus.Cancelled ? null : await transaction.Db.OutboxMessages.AsNoTracking()
            .Where(message => message.AppointmentId == appointment.Id && message.Purpose == MessagePurpose.Cancelled)
            .OrderByDescending(message => message.CreatedUtc)
            .FirstOrDefaultAsync(ct);
        return told is null
            ? (MessagePurpose.Cancelled, null, default)
            : (MessagePurpose.Cancelled, MessageFacts.From(told.Facts), told.UselessAfterUtc);
    }
}
