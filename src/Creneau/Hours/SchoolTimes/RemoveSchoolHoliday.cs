using Creneau.Acting;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours.SchoolTimes;

public enum RemoveSchoolHolidayResult
{
    Removed,
    NotAllowed,
    /// <summary>Somebody else has changed or removed it since it was shown.</summary>
    ChangedSince,
}

/// <summary>Takes a period out of the school holidays of a zone.</summary>
public sealed class RemoveSchoolHoliday(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Removes the row; a refusal has written nothing but its audit row.</summary>
    public Task<RemoveSchoolHolidayResult> RunAsync(Actor actor, SeenPeriod seen, CancellationToken ct) =>
        transactions.RunAsync(actor, "school-holiday-remove", async transaction =>
        {
            transaction.Audit(new AuditEntry("school-holiday-remove", SaveSchoolHoliday.Subject(seen.Id), seen.Period.ToString()));
            if (!actor.MayForPlatform(Rights.Accounts))
            {
                return Refuse(RemoveSchoolHolidayResult.NotAllowed);
            }

            await availability.RaiseDirectoryAsync(transaction, ct);
            var row = await transaction.Db.SchoolHolidays.SingleOrDefaultAsync(one => one.Id == seen.Id, ct);
            if (row is null || SchoolPeriod.Of(row) != seen.Period)
            {
                return Refuse(RemoveSchoolHolidayResult.ChangedSince);
            }

            transaction.Db.Remove(row);
            return Commit(RemoveSchoolHolidayResult.Removed);
        }, ct);
}
