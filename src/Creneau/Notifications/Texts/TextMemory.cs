using System.Collections.Frozen;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Notifications.Texts;

/// <summary>
/// The texts that people wrote, in memory: whoever is about to write messages asks first whether any has changed, which is
/// one small query for all of them, so that every node writes what was saved last.
/// </summary>
public sealed class TextMemory(IDbContextFactory<CreneauDb> contexts, StorageProvider storage)
{
    private volatile Snapshot _texts = new((-1, -1), FrozenDictionary<TextKey, StoredText>.Empty);

    /// <summary>Reads them again when one was changed since.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var revision = await contexts.ReadAsync(storage, db => RevisionAsync(db, ct), ct);
        if (revision == _texts.Revision)
        {
            return;
        }

        // The revision is the one before: what is written meanwhile is read the next time
        var rows = await contexts.ReadAsync(storage, db => db.MessageTexts.AsNoTracking().ToListAsync(ct), ct);
        _texts = new Snapshot(revision, rows.ToFrozenDictionary(row => row.Key, row => new StoredText(row.Key, row.Written)));
    }

    /// <returns>What somebody wrote for it, or null: the platform's own words.</returns>
    internal StoredText? Nearest(TextKey key)
    {
        var texts = _texts.Texts;
        return key.FromNearest().Select(near => texts.GetValueOrDefault(near)).FirstOrDefault(text => text is not null);
    }

    // Changes are never deleted; their number tells of one that was numbered before and written after the last
    private static async Task<(long Last, int Count)> RevisionAsync(CreneauDb db, CancellationToken ct) =>
        (await db.MessageTextChanges.MaxAsync(change => (long?)change.Id, ct) ?? 0, await db.MessageTextChanges.CountAsync(ct));

    private sealed record Snapshot((long Last, int Count) Revision, FrozenDictionary<TextKey, StoredText> Texts);
}

/// <summary>A stored text, parsed when it is first sent.</summary>
internal sealed class StoredText(TextKey key, WrittenText text)
{
    private readonly Lazy<ParsedText?> _parsed = new(() => ParsedText.TryParse(key, text));

    public TextKey Key => key;

    /// <summary>Null: it has faults.</summary>
    public ParsedText? Parsed => _parsed.Value;
}
