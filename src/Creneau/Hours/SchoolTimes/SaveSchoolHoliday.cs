using Creneau.Acting;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours.SchoolTimes;

public abstract record SaveSchoolHolidayResult
{
    public sealed record Saved(int Id) : SaveSchoolHolidayResult;

    /// <param name="Other">Of an overlap: the period that is in the way.</param>
    public sealed record Refused(SchoolHolidayRefusal Reason, SchoolPeriod? Other = null) : SaveSchoolHolidayResult;
}

/// <summary>Adds a period to the school holidays of a zone, or changes one; every node opens and closes by it at once.</summary>
public sealed class SaveSchoolHoliday(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>The summer in the southern islands takes two months.</summary>
    public const int LongestDays = 120;

    /// <summary>Writes the period, which counts as checked from then on; a refusal has written nothing but its audit row.</summary>
    /// <param name="seen">The row that is changed, as it was shown; null: a new one.</param>
    public Task<SaveSchoolHolidayResult> RunAsync(Actor actor, SeenPeriod? seen, SchoolPeriod period, CancellationToken ct) =>
        transactions.RunAsync<SaveSchoolHolidayResult>(actor, "school-holiday", async transaction =>
        {
            transaction.Audit(new AuditEntry("school-holiday", Subject(seen?.Id)));
            if (!actor.MayForPlatform(Rights.Accounts))
            {
                return Refused(SchoolHolidayRefusal.NotAllowed);
            }

            if (WhyNot(period) is { } fault)
            {
                return Refused(fault);
            }

            // Locks the table too: overlaps are looked for by one after another
            await availability.RaiseDirectoryAsync(transaction, ct);
            var zone = await transaction.Db.SchoolHolidays.Where(row => row.Zone == period.Zone).ToListAsync(ct);
            var row = zone.Find(one => one.Id == seen?.Id);
            if (seen is not null && (row is null || SchoolPeriod.Of(row) != seen.Period))
            {
                return Refused(SchoolHolidayRefusal.ChangedSince);
            }

            if (zone.Find(one => one != row && one.FromDate < period.Until && period.From < one.UntilDate) is { } other)
            {
                return Refuse<SaveSchoolHolidayResult>(
                    new SaveSchoolHolidayResult.Refused(SchoolHolidayRefusal.Overlaps, SchoolPeriod.Of(other)));
            }

            row ??= transaction.Db.Add(new SchoolHoliday(period.Zone, period.Name, period.From, period.Until)).Entity;
            row.Set(period.Name, period.From, period.Until);
            await transaction.Db.SaveChangesAsync(ct);
            transaction.Audit(new AuditEntry("school-holiday", Subject(row.Id), seen?.Period.ToString(), period.ToString()));
            return Commit<SaveSchoolHolidayResult>(new SaveSchoolHolidayResult.Saved(row.Id));
        }, ct);

    internal static string Subject(int? id) => id is { } one ? FormattableString.Invariant($"school-holiday:{one}") : "";

    private static SchoolHolidayRefusal? WhyNot(SchoolPeriod period) =>
        period.Zone.Length is 0 or > SchoolHoliday.LongestZone ? SchoolHolidayRefusal.NoZone
        : period.Name.Length is 0 or > SchoolHoliday.LongestName ? SchoolHolidayRefusal.NoName
        : period.Until <= period.From ? SchoolHolidayRefusal.Reversed
        : period.Until.DayNumber - period.From.DayNumber > LongestDays ? SchoolHolidayRefusal.TooLong
        : null;

    private static TransactionResult<SaveSchoolHolidayResult> Refused(SchoolHolidayRefusal reason) =>
        Refuse<SaveSchoolHolidayResult>(new SaveSchoolHolidayResult.Refused(reason));
}
