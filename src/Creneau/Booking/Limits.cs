using System.Globalization;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

/// <summary>How often something may be done; settings under `Creneau:Limits`. Those per address live at the web's door.</summary>
public sealed class BookingLimits
{
    /// <summary>Codes sent to one contact within an hour when one network asks.</summary>
    public int CodesPerContactAndHour { get; set; } = 6;

    /// <summary>Codes sent to one contact within an hour, whoever asks: its mailbox is not to be filled. As many again for networks that ask for the first time within the hour.</summary>
    public int CodesPerContactAndHourInAll { get; set; } = 24;

    /// <summary>Slots that one network keeps for one contact at a time, whatever the number of browsers.</summary>
    public int HoldsPerContact { get; set; } = 3;

    /// <summary>Look-ups by reference that found nothing for one contact within an hour from one network; then that network finds nothing of it any more.</summary>
    public int LookUpsPerContactAndHour { get; set; } = 20;

    /// <summary>People of whom one contact, and one network, is told a day that they have an appointment already (rule 4).</summary>
    public int DuplicateAnswersPerDay { get; set; } = 3;

    /// <summary>Different people about whom one contact may ask a day, by booking for them, correcting or adding them: that somebody has no appointment is an answer as well (rule 4).</summary>
    public int PeopleAskedPerContactAndDay { get; set; } = 24;

    /// <summary>Messages a day to one contact that somebody tried to book for a person of theirs.</summary>
    public int WarningsPerContactAndDay { get; set; } = 3;

    /// <summary>Codes for one appointment: the first and three new ones (rule 5).</summary>
    public int CodesPerAppointment { get; set; } = 4;

    /// <summary>Seconds between two codes for one appointment (rule 5).</summary>
    public int SecondsBetweenCodes { get; set; } = 60;
}

/// <summary>Counts uses in the database, inside the transaction that they belong to.</summary>
internal static class LimitCounter
{
    /// <returns>Whether all uses of the running period are spent; nothing is written.</returns>
    public static async Task<bool> IsSpentAsync(CreneauDb db, string purpose, string subjectHash, int most, TimeSpan period, DateTime nowUtc, CancellationToken ct) =>
        await UsedAsync(db, purpose, subjectHash, Prefix(period, nowUtc), ct) >= most;

    /// <param name="period">Length of the fixed period in which uses count.</param>
    /// <returns>False when all uses of the period are spent; then nothing was written.</returns>
    public static async Task<bool> TryUseAsync(CreneauDb db, string purpose, string subjectHash, int most, TimeSpan period, DateTime nowUtc, CancellationToken ct)
    {
        var prefix = Prefix(period, nowUtc);
        var deleteAfterUtc = nowUtc + period + period;
        // Not written also means that somebody took the same number at the same moment: each time, one use less is left
        for (var attempt = 0; attempt < most; attempt++)
        {
            var written = await db.WriteAsync(
                $"""
                INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc)
                SELECT {purpose}, {subjectHash}, {prefix} || (count(*) + 1), {deleteAfterUtc} FROM limit_use
                WHERE purpose = {purpose} AND subject_hash = {subjectHash} AND occasion LIKE {prefix + '%'} HAVING count(*) < {most}
                ON CONFLICT DO NOTHING
                """,
                ct);
            if (written == 1)
            {
                return true;
            }

            if (await IsSpentAsync(db, purpose, subjectHash, most, period, nowUtc, ct))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Uses a limit for what it was not used for within the period; who uses the same limit at the same moment waits.</summary>
    /// <param name="things">Keyed hashes.</param>
    /// <returns>False when not enough uses are left for all of them; then it was used for none.</returns>
    public static async Task<bool> TryUseForAsync(CreneauDb db, string purpose, string subjectHash, IReadOnlyCollection<string> things, int most, TimeSpan period, DateTime nowUtc, CancellationToken ct)
    {
        var prefix = Prefix(period, nowUtc);
        var deleteAfterUtc = nowUtc + period + period;
        // The row that is waited for: without the sign after which uses are counted
        var locked = prefix.TrimEnd('#');
        await db.WriteAsync(
            $"INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc) VALUES ({purpose}, {subjectHash}, {locked}, {deleteAfterUtc}) ON CONFLICT (purpose, subject_hash, occasion) DO UPDATE SET delete_after_utc = excluded.delete_after_utc",
            ct);
        var known = await db.LimitUses.Where(use => use.Purpose == purpose && use.SubjectHash == subjectHash && use.Occasion.StartsWith(prefix)).Select(use => use.Occasion).ToHashSetAsync(ct);
        var fresh = things.Select(thing => prefix + thing).Distinct().Where(occasion => !known.Contains(occasion)).ToList();
        if (known.Count + fresh.Count > most)
        {
            return false;
        }

        foreach (var occasion in fresh)
        {
            await db.WriteAsync($"INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc) VALUES ({purpose}, {subjectHash}, {occasion}, {deleteAfterUtc})", ct);
        }

        return true;
    }

    private static string Prefix(TimeSpan period, DateTime nowUtc) => string.Create(CultureInfo.InvariantCulture, $"{nowUtc.Ticks / period.Ticks}#");

    private static Task<int> UsedAsync(CreneauDb db, string purpose, string subjectHash, string prefix, CancellationToken ct) =>
        db.LimitUses.CountAsync(use => use.Purpose == purpose && use.SubjectHash == subjectHash && use.Occasion.StartsWith(prefix), ct);
}
