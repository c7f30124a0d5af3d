using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage;

/// <summary>Something that is limited.</summary>
/// <param name="Purpose">What is limited: "code", "look-up"…</param>
/// <param name="SubjectHash">For whom: keyed hash of a contact or network.</param>
/// <param name="Most">Uses within a period, at least 1.</param>
/// <param name="Period">Length of the fixed period in which uses count.</param>
/// <param name="NowUtc">Says which period is running.</param>
public sealed record Limit(string Purpose, string SubjectHash, int Most, TimeSpan Period, DateTime NowUtc)
{
    /// <summary>What the occasions of the running period begin with.</summary>
    internal string Prefix => string.Create(CultureInfo.InvariantCulture, $"{NowUtc.Ticks / Period.Ticks}#");

    internal DateTime DeleteAfterUtc => NowUtc + Period + Period;
}

/// <summary>Counts uses in the database, inside the transaction that they belong to.</summary>
public static class LimitCounter
{
    /// <returns>Whether all uses of the running period are spent; nothing is written.</returns>
    public static async Task<bool> IsSpentAsync(CreneauDb db, Limit limit, CancellationToken ct)
    {
        var prefix = limit.Prefix;
        return await db.LimitUses.CountAsync(
            use => use.Purpose == limit.Purpose
                && use.SubjectHash == limit.SubjectHash
                && use.Occasion.StartsWith(prefix), ct) >= limit.Most;
    }

    /// <returns>False when all uses of the period are spent; then nothing was written.</returns>
    public static async Task<bool> TryUseAsync(CreneauDb db, Limit limit, CancellationToken ct)
    {
        // Not written also means that somebody took the same number at the same moment: each time, one use less is left
        for (var attempt = 0; attempt < limit.Most; attempt++)
        {
            if (await InsertNextAsync(db, limit, ct) == 1)
            {
                return true;
            }

            if (await IsSpentAsync(db, limit, ct))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Uses up what is left of the period.</summary>
    public static async Task SpendAsync(CreneauDb db, Limit limit, CancellationToken ct)
    {
        while (await TryUseAsync(db, limit, ct))
        {
        }
    }

    /// <summary>Uses a limit for what it was not used for within the period; who uses the same limit at the same moment waits.</summary>
    /// <param name="things">Keyed hashes.</param>
    /// <param name="unlessSpent">Another limit that must have uses left; null: none.</param>
    /// <returns>False when not enough uses are left for all of them; then it was used for none.</returns>
    public static async Task<bool> TryUseForAsync(
        CreneauDb db, Limit limit, IReadOnlyCollection<string> things, Limit? unlessSpent, CancellationToken ct)
    {
        var prefix = limit.Prefix;
        string[] occasions = [.. things.Select(thing => prefix + thing).Distinct()];
        // One row is the one that is waited for. No other: none is new, or they would not all fit, and it is looked at closely
        if (occasions.Length > 0 && await db.WriteAsync($"{LockRow(limit)}; {InsertWhereAllFit(limit, occasions, unlessSpent)}", ct) > 1)
        {
            return true;
        }

        if (unlessSpent is not null && await IsSpentAsync(db, unlessSpent, ct))
        {
            return false;
        }

        var known = await db.LimitUses
            .Where(use => use.Purpose == limit.Purpose && use.SubjectHash == limit.SubjectHash && use.Occasion.StartsWith(prefix))
            .Select(use => use.Occasion).ToHashSetAsync(ct);
        var fresh = occasions.Where(occasion => !known.Contains(occasion)).ToList();
        if (known.Count + fresh.Count > limit.Most)
        {
            return false;
        }

        foreach (var occasion in fresh)
        {
            await db.WriteAsync(
                $"""
                INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc)
                VALUES ({limit.Purpose}, {limit.SubjectHash}, {occasion}, {limit.DeleteAfterUtc})
                """,
                ct);
        }

        return true;
    }

    /// <summary>The row that is waited for: without the sign after which uses are counted.</summary>
    private static FormattableString LockRow(Limit limit) =>
        $"""
        INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc)
        VALUES ({limit.Purpose}, {limit.SubjectHash}, {limit.Prefix.TrimEnd('#')}, {limit.DeleteAfterUtc})
        ON CONFLICT (purpose, subject_hash, occasion) DO UPDATE SET delete_after_utc = excluded.delete_after_utc
        """;

    /// <summary>Writes those that are new, when all would fit even if all were new.</summary>
    private static FormattableString InsertWhereAllFit(Limit limit, string[] occasions, Limit? unlessSpent)
    {
        var parts = Enumerable.Range(0, occasions.Length).Select(index => $"SELECT {{{index}}} AS occasion");
        var list = FormattableStringFactory.Create(string.Join(" UNION ALL ", parts), [.. occasions]);
        return $"""
            INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc)
            SELECT {limit.Purpose}, {limit.SubjectHash}, thing.occasion, {limit.DeleteAfterUtc} FROM ({list}) AS thing
            WHERE ({Count(limit)}) <= {limit.Most - occasions.Length} AND ({Count(unlessSpent ?? limit)}) < {(unlessSpent ?? limit).Most}
            ON CONFLICT DO NOTHING
            """;
    }

    private static FormattableString Count(Limit limit) =>
        $"""
        SELECT count(*) FROM limit_use
        WHERE purpose = {limit.Purpose} AND subject_hash = {limit.SubjectHash} AND occasion LIKE {limit.Prefix + '%'}
        """;

    private static Task<int> InsertNextAsync(CreneauDb db, Limit limit, CancellationToken ct) => db.WriteAsync(
        $"""
        INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc)
        SELECT {limit.Purpose}, {limit.SubjectHash}, {limit.Prefix} || (count(*) + 1), {limit.DeleteAfterUtc} FROM limit_use
        WHERE purpose = {limit.Purpose} AND subject_hash = {limit.SubjectHash} AND occasion LIKE {limit.Prefix + '%'}
        HAVING count(*) < {limit.Most}
        ON CONFLICT DO NOTHING
        """,
        ct);
}
