using Creneau.Notifications;
using Creneau.Notifications.Texts;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Administration.Texts;

/// <summary>The texts of one place as they are sent now.</summary>
/// <param name="Shown">Of each channel; the nearest one.</param>
/// <param name="Own">Channels for which this very place has one.</param>
public sealed record TextReading(IReadOnlyDictionary<MessageChannel, WrittenText> Shown, IReadOnlySet<MessageChannel> Own)
{
    /// <summary>See <see cref="SectionVersion"/>.</summary>
    public string Seen => SectionVersion.Of(Shown.OrderBy(one => one.Key).Select(one => one.Value).ToList());

    public static async Task<TextReading> OfAsync(CreneauDb db, TextPlace place, CancellationToken ct)
    {
        var (townHallId, planningId) = (place.TownHallId ?? 0, place.PlanningId ?? 0);
        var stored = await db.MessageTexts.AsNoTracking()
            .Where(text => text.Purpose == place.Text.Purpose && text.Language == place.Language
                && (text.TownHallId == 0 || text.TownHallId == townHallId) && (text.PlanningId == 0 || text.PlanningId == planningId))
            .ToListAsync(ct);
        WrittenText? Stored(TextKey key) => stored.Find(text => text.Key == key)?.Written;
        return new TextReading(
            place.Text.Channels.ToDictionary(
                channel => channel,
                channel => place.KeyOf(channel).FromNearest().Select(Stored).FirstOrDefault(text => text is not null)
                    ?? DefaultTexts.Of(place.KeyOf(channel))),
            place.Text.Channels.Where(channel => Stored(place.KeyOf(channel)) is not null).ToHashSet());
    }
}

/// <summary>Reads texts for the page on which they are written.</summary>
public sealed class TextPages(IDbContextFactory<CreneauDb> contexts, StorageProvider storage)
{
    private const int MostVersions = 50;

    public Task<TextReading> ReadAsync(TextPlace place, CancellationToken ct) =>
        contexts.ReadAsync(storage, db => TextReading.OfAsync(db, place, ct), ct);

    /// <summary>Purposes of which a town hall has written a text, for any planning, channel or language.</summary>
    /// <param name="townHallId">Null: the platform's.</param>
    public Task<HashSet<TextPurpose>> ChangedAsync(int? townHallId, CancellationToken ct) => contexts.ReadAsync(
        storage,
        db => db.MessageTexts.Where(text => text.TownHallId == (townHallId ?? 0)).Select(text => text.Purpose).ToHashSetAsync(ct),
        ct);

    /// <summary>What was written at a place before, the newest first.</summary>
    public Task<List<TextVersion>> VersionsAsync(TextPlace place, CancellationToken ct)
    {
        var (townHallId, planningId) = (place.TownHallId ?? 0, place.PlanningId ?? 0);
        return contexts.ReadAsync(
            storage,
            async db =>
            {
                var rows = await db.MessageTextChanges.AsNoTracking()
                    .Where(change => change.TownHallId == townHallId && change.PlanningId == planningId
                        && change.Purpose == place.Text.Purpose && change.Language == place.Language)
                    .OrderByDescending(change => change.Id).Take(MostVersions).ToListAsync(ct);
                var ids = rows.Select(row => row.AgentId).OfType<int>().Distinct().ToList();
                var names = await db.Set<Agents.AgentAccount>().Where(agent => ids.Contains(agent.Id))
                    .ToDictionaryAsync(agent => agent.Id, agent => agent.Name, ct);
                return rows.ConvertAll(row => new TextVersion(row, row.AgentId is { } id ? names.GetValueOrDefault(id) : null));
            },
            ct);
    }
}

/// <summary>A change of a text.</summary>
/// <param name="By">Name of the agent; null: the account is gone, or it was the command line.</param>
public sealed record TextVersion(MessageTextChange Change, string? By);
