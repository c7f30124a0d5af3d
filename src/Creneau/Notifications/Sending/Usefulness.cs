using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications.Sending;

/// <summary>
/// Whether a message that waited is still worth sending: an old date that arrives after the new one sends people to the
/// wrong place.
/// </summary>
public static class Usefulness
{
    public const string TooLate = "It came too late to be of use.";
    public const string Overtaken = "A newer message says how things are.";

    private static readonly MessagePurpose[] SayHowThingsAre =
    [
        MessagePurpose.Confirmation, MessagePurpose.Moved, MessagePurpose.PartyChanged, MessagePurpose.Cancelled, MessagePurpose.Restored,
    ];

    private static readonly MessagePurpose[] EndACode =
        [MessagePurpose.Code, MessagePurpose.Confirmation, MessagePurpose.Cancelled];

    /// <summary>A newer link makes the older ones worthless.</summary>
    private static readonly MessagePurpose[] CarryALink = [MessagePurpose.AgentInvitation, MessagePurpose.PasswordLink];

    /// <returns>Why it is useless, or null when it is to be sent.</returns>
    internal static async Task<string?> WhyNotAsync(CreneauDb db, OutboxMessage message, DateTime nowUtc, CancellationToken ct)
    {
        if (message.UselessAfterUtc < nowUtc)
        {
            return TooLate;
        }

        return await IsOvertakenAsync(db, message, ct) ? Overtaken : null;
    }

    private static Task<bool> IsOvertakenAsync(CreneauDb db, OutboxMessage message, CancellationToken ct)
    {
        var later = message.Purpose switch
        {
            MessagePurpose.Code => EndACode,
            MessagePurpose.Confirmation or MessagePurpose.Moved or MessagePurpose.PartyChanged or MessagePurpose.Cancelled
                or MessagePurpose.Restored or MessagePurpose.Reminder => SayHowThingsAre,
            MessagePurpose.SomebodyTried or MessagePurpose.AgentAdded or MessagePurpose.AccountUnused => [],
            MessagePurpose.AgentInvitation or MessagePurpose.PasswordLink => CarryALink,
        };
        return db.OutboxMessages.AnyAsync(
            other => other.AppointmentId == message.AppointmentId && other.Address == message.Address
                && other.CreatedUtc > message.CreatedUtc && later.Contains(other.Purpose)
                // What was withdrawn says nothing
                && other.State != MessageState.Useless,
            ct);
    }
}
