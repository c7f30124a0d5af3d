using System.Globalization;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Notifications.Texts;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Administration.Texts;

/// <summary>Which texts are written: those of one purpose in one language, for all channels.</summary>
/// <param name="TownHallId">Null: the platform's own.</param>
/// <param name="PlanningId">Null: of all plannings.</param>
/// <param name="Language">"fr" or "en".</param>
public sealed record TextPlace(int? TownHallId, int? PlanningId, EditableText Text, string Language)
{
    public TextKey KeyOf(MessageChannel channel) => new(TownHallId ?? 0, PlanningId ?? 0, Text.Purpose, channel, Language);

    /// <summary>« text:confirmation:fr:planning:3 ».</summary>
    internal string Subject => string.Create(
        CultureInfo.InvariantCulture, $"text:{Text.Slug}:{Language}{(PlanningId is { } id ? $":planning:{id}" : "")}");

    /// <summary>Locks the place and notes in the audit what is done there.</summary>
    /// <returns>Whether the actor may write its texts now.</returns>
    internal async Task<bool> MayAsync(Transaction transaction, AvailabilityIndex availability, string operation, CancellationToken ct)
    {
        var entry = new AuditEntry(operation, Subject);
        if (TownHallId is not { } townHallId)
        {
            return await ManagedTownHall.MayAsPlatformAsync(transaction, entry, ct) && PlanningId is null;
        }

        return await ManagedTownHall.MayAsync(transaction, townHallId, entry, ct)
            && !Text.OfPlatform
            && (PlanningId is not { } id || availability.Places.Plannings.GetValueOrDefault(id)?.TownHallId == townHallId);
    }

    /// <summary>The texts that were written for exactly this place.</summary>
    internal Task<List<MessageText>> OwnAsync(CreneauDb db, CancellationToken ct)
    {
        var (townHallId, planningId) = (TownHallId ?? 0, PlanningId ?? 0);
        return db.MessageTexts.Where(text => text.TownHallId == townHallId && text.PlanningId == planningId
            && text.Purpose == Text.Purpose && text.Language == Language).ToListAsync(ct);
    }
}

/// <summary>How saving texts ended.</summary>
public enum SaveTextsResult
{
    Saved,

    /// <summary>No such text, or none that the actor may write.</summary>
    NotFound,

    /// <summary>Somebody has saved them since the form was opened.</summary>
    ChangedSince,

    /// <summary>A text has faults.</summary>
    Faulty,
}
