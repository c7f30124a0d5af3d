using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

/// <summary>The code that was sent last for a hold.</summary>
/// <param name="Number">1 for the first code of the hold.</param>
/// <param name="Counts">Whether it can still be typed.</param>
/// <param name="Failed">Its message could not be delivered.</param>
public sealed record SentCode(DateTime SentUtc, DateTime ExpiresUtc, int Number, bool Counts, bool Failed);

/// <summary>Says when a code was sent and until when it counts; never which one.</summary>
public sealed class SentCodes(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock)
{
    /// <returns>Null when none was sent yet.</returns>
    public async Task<SentCode?> LastAsync(Guid appointmentId, CancellationToken ct)
    {
        var (codes, state) = await contexts.ReadAsync(
            storage, async db => (
                await db.OneTimeCodes.AsNoTracking()
                    .Where(code => code.AppointmentId == appointmentId)
                    .OrderBy(code => code.Id)
                    .ToListAsync(ct),
                await db.OutboxMessages
                    .Where(message => message.AppointmentId == appointmentId && message.Purpose == MessagePurpose.Code)
                    .OrderByDescending(message => message.CreatedUtc)
                    .Select(message => (MessageState?)message.State)
                    .FirstOrDefaultAsync(ct)), ct);
        return codes.LastOrDefault() is { } last
            ? new SentCode(
                last.SentUtc, last.ExpiresUtc, codes.Count, last.Counts(clock.GetUtcNow().UtcDateTime), state == MessageState.Failed)
            : null;
    }
}
