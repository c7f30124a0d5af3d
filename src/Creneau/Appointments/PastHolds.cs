using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Appointments;

/// <summary>Turns holds past their end into Expired; by the sweeper, and by a booking that meets one.</summary>
public sealed class PastHolds(DeskLocks desks)
{
    /// <returns>Further desks of such holds that are not locked. Empty: nothing is in the way.</returns>
    private async Task<IReadOnlyList<int>> ClearAsync(Transaction transaction, IReadOnlyList<DeskRange> ranges, CancellationToken ct)
    {
        var inTheWay = ranges
            .SelectMany(range => desks.Locked(transaction, range.DeskId)!.Holds.Where(hold => Overlaps(hold.Range, range)))
            .Where(hold => hold.Terms.HeldUntilUtc <= transaction.NowUtc)
            .Select(hold => hold.AppointmentId).Distinct().ToList();
        foreach (var id in inTheWay)
        {
            var missing = (await desks.RangesAsync(transaction, id, ct))
                .Select(range => range.DeskId)
                .Where(desk => !desks.IsLocked(transaction, desk))
                .ToList();
            if (missing.Count > 0)
            {
                return missing;
            }

            await ExpireAsync(transaction, id, ct);
        }

        return [];
    }

    /// <summary>Expires what lies in the way of ranges of locked desks, or notes what else is to be locked for it.</summary>
    /// <param name="also">Further desks to ask for are added.</param>
    /// <returns>False when there are such: start again.</returns>
    public async Task<bool> TryClearAsync(
        Transaction transaction, IReadOnlyList<DeskRange> ranges, List<int> also, CancellationToken ct)
    {
        var further = await ClearAsync(transaction, ranges, ct);
        also.AddRange(further);
        return further.Count == 0;
    }

    /// <summary>Expires one hold whose desks are all locked, if its end is past.</summary>
    /// <returns>Whether it has expired now.</returns>
    internal async Task<bool> ExpireAsync(Transaction transaction, Guid id, CancellationToken ct)
    {
        var hold = await transaction.Db.Appointments.Include(row => row.Applicants).SingleOrDefaultAsync(row => row.Id == id, ct);
        if (hold is not { Status: AppointmentStatus.Held } || hold.IsLiveHold(transaction.NowUtc))
        {
            return false;
        }

        await desks.FreeAsync(transaction, hold.Id, ct);
        hold.Expire(transaction.NowUtc);
        return true;
    }

    private static bool Overlaps(DeskRange one, DeskRange other) =>
        one.Date == other.Date && one.StartMinute < other.EndMinute && other.StartMinute < one.EndMinute;
}
