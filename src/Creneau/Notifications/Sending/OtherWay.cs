using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications.Sending;

/// <summary>What cannot be delivered by one way goes by the other, where the person gave both; never a code.</summary>
internal static class OtherWay
{
    /// <summary>Queues it in the caller's transaction, once; nothing when the message did not fail or there is no other way.</summary>
    public static async Task AddAsync(CreneauDb db, OutboxMessage message, DateTime nowUtc, CancellationToken ct)
    {
        if (message.ByOtherWay(nowUtc) is { } other && !await db.OutboxMessages.AnyAsync(
            row => row.AppointmentId == other.AppointmentId && row.Purpose == other.Purpose && row.Occasion == other.Occasion
                && row.Address == other.Address,
            ct))
        {
            db.Add(other);
            await db.SaveChangesAsync(ct);
        }
    }
}
