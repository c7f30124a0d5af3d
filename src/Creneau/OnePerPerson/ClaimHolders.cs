using System.Globalization;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.OnePerPerson;

/// <summary>The appointments that have what somebody wants to claim: locked while that is told, their contacts warned.</summary>
internal sealed class ClaimHolders(PlatformKeys keys, DuplicateLimits limits, AvailabilityIndex availability)
{
    private const string Warned = "warned";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <returns>Null when one of them has ended meanwhile: start again.</returns>
    public static async Task<List<Appointment>?> LockAsync(Transaction transaction, IReadOnlyList<TakenClaim> taken, CancellationToken ct)
    {
        var ids = taken.Select(claim => claim.HolderId).Distinct().ToArray();
        await AppointmentLocks.LockRowsAsync(transaction, ids, ct);
        var holders = await transaction.Db.Appointments.AsNoTracking()
            .Include(holder => holder.Applicants)
            .Where(holder => ids.Contains(holder.Id))
            .ToListAsync(ct);
        return holders.Count == ids.Length && holders.TrueForAll(holder => holder.Status.Claims()) ? holders : null;
    }

    /// <summary>Once for each who asks, and a few times a day: a stranger's mailbox is not to be filled.</summary>
    public async Task WarnAsync(Transaction transaction, IEnumerable<Appointment> holders, Appointment asking, CancellationToken ct)
    {
        var (db, nowUtc) = (transaction.Db, transaction.NowUtc);
        foreach (var holder in holders.Where(holder => holder.Contact is not null))
        {
            var occasion = string.Create(CultureInfo.InvariantCulture, $"tried-{asking.Id:N}");
            var known = await db.OutboxMessages.AnyAsync(
                message => message.AppointmentId == holder.Id
                    && message.Purpose == MessagePurpose.SomebodyTried
                    && message.Occasion == occasion, ct);
            var limit = new Limit(Warned, holder.Contact!.SubjectIn(keys), limits.WarningsPerContactAndDay, Day, nowUtc);
            if (!known && await LimitCounter.TryUseAsync(db, limit, ct))
            {
                var facts = AppointmentMessages.Facts(holder, availability.Places, sequence: 0);
                db.AddRange(
                    AppointmentMessages.Of(
                        holder, MessagePurpose.SomebodyTried, occasion, facts, new MessageTiming(nowUtc, nowUtc.AddDays(1))));
            }
        }
    }
}
