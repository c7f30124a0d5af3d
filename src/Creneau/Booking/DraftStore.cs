using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

/// <summary>Reads, writes and erases the <see cref="Draft"/> of a browser.</summary>
public sealed class DraftStore(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, PlatformKeys keys, TimeProvider clock)
{
    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    /// <returns>The text that was saved last; null when there is none, or it is kept no longer.</returns>
    public async Task<string?> FindAsync(string sessionHash, CancellationToken ct)
    {
        var nowUtc = NowUtc;
        var content = await contexts.ReadAsync(
            storage,
            db => db.Set<Draft>().Where(draft => draft.SessionHash == sessionHash && draft.DeleteAfterUtc > nowUtc)
                .Select(draft => draft.Content).SingleOrDefaultAsync(ct),
            ct);
        return content is null ? null : keys.Decrypt(content);
    }

    /// <summary>Replaces the browser's draft.</summary>
    /// <param name="holdLimitUtc">Latest end of the hold that it is for; null when there is no hold.</param>
    public Task SaveAsync(string sessionHash, string content, DateTime? holdLimitUtc, CancellationToken ct)
    {
        var nowUtc = NowUtc;
        var deleteAfterUtc = (holdLimitUtc > nowUtc ? holdLimitUtc.Value : nowUtc) + Draft.KeptAfterHold;
        var cipher = keys.Encrypt(content);
        return contexts.WriteAsync(
            storage,
            db => db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO draft (session_hash, content, delete_after_utc) VALUES ({sessionHash}, {cipher}, {deleteAfterUtc})
                ON CONFLICT (session_hash) DO UPDATE SET content = excluded.content, delete_after_utc = excluded.delete_after_utc
                """,
                ct),
            ct);
    }

    /// <summary>Does nothing when there is no draft.</summary>
    public Task EraseAsync(string sessionHash, CancellationToken ct) => contexts.WriteAsync(
        storage, db => db.Set<Draft>().Where(draft => draft.SessionHash == sessionHash).ExecuteDeleteAsync(ct), ct);
}
