using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications;

/// <summary>Messages that wait: what a change of an appointment makes stale, that change withdraws in the same transaction.</summary>
public static class Outbox
{
    public const string Cancelled = "The appointment was cancelled meanwhile.";

    private static readonly MessagePurpose[] TellHowThingsAre =
        [MessagePurpose.Confirmation, MessagePurpose.Moved, MessagePurpose.PartyChanged, MessagePurpose.Restored];

    /// <summary>Nothing that still waits for this appointment is sent any more.</summary>
    /// <param name="why">Why not, for an agent; without addresses.</param>
    public static Task<int> WithdrawAsync(CreneauDb db, Guid appointmentId, string why, CancellationToken ct) =>
        WithdrawAsync(db.OutboxMessages.Where(message => message.AppointmentId == appointmentId), why, ct);

    /// <summary>A move is undone before anybody was told of it: what waits to say so is not sent.</summary>
    public static Task<int> WithdrawMovesAsync(CreneauDb db, Guid appointmentId, CancellationToken ct) => WithdrawAsync(
        db.OutboxMessages.Where(message => message.AppointmentId == appointmentId && message.Purpose == MessagePurpose.Moved),
        "The move was undone.",
        ct);

    /// <summary>Something changes again before anybody was told of the last change: the newer message says it all.</summary>
    public static Task<int> WithdrawChangesAsync(CreneauDb db, Guid appointmentId, CancellationToken ct) => WithdrawAsync(
        db.OutboxMessages.Where(message => message.AppointmentId == appointmentId
            && (message.Purpose == MessagePurpose.Moved || message.Purpose == MessagePurpose.PartyChanged)),
        "It was changed again before it was told.",
        ct);

    /// <summary>
    /// How things were in the last message about them that went out, or that waits to confirm them; null when there is none, or when it
    /// is deleted.
    /// </summary>
    public static async Task<MessageFacts?> LastToldAsync(CreneauDb db, Guid appointmentId, CancellationToken ct)
    {
        var told = await db.OutboxMessages
            .Where(message => message.AppointmentId == appointmentId && TellHowThingsAre.Contains(message.Purpose)
                && (message.State == MessageState.Sent || message.State == MessageState.Unknown
                    || (message.State == MessageState.Waiting && message.Purpose == MessagePurpose.Confirmation)))
            .OrderByDescending(message => message.CreatedUtc)
            .Select(message => message.Facts)
            .FirstOrDefaultAsync(ct);
        return told is null ? null : MessageFacts.From(told);
    }
    /// <summary>As a last statement: reminders that still wait for this appointment are not sent.</summary>
    public static FormattableString WithdrawingReminders(Guid appointmentId, string why) =>
        $"""
        UPDATE outbox_message SET state = {(short)MessageState.Useless}, failure = {why}
        WHERE appointment_id = {appointmentId} AND purpose = {(short)MessagePurpose.Reminder} AND state = {(short)MessageState.Waiting}
        """;

    private static Task<int> WithdrawAsync(IQueryable<OutboxMessage> messages, string why, CancellationToken ct) =>
        messages.Where(message => message.State == MessageState.Waiting).ExecuteUpdateAsync(
            row => row.SetProperty(message => message.State, MessageState.Useless)
                .SetProperty(message => message.Failure, why)
                .SetProperty(message => message.Secret, (byte[]?)null),
            ct);
}
