using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Hours.Publishing;

/// <summary>An appointment that the draft leaves outside.</summary>
/// <param name="Appointment">With its people.</param>
/// <param name="Choice">What was chosen; to stay, when the start that was chosen is not to be had any more.</param>
/// <param name="Proposed">The nearest start that is free with the hours as they would be; null: there is none at the site.</param>
/// <param name="KeptUntilUtc">Until when the chosen start is kept; null: it is only shown, and checked again.</param>
public sealed record OutsideAppointment(
    Appointment Appointment, OutsideChoice Choice, ProposedStart? Proposed, DateTime? KeptUntilUtc)
{
    /// <summary>Its desk closes for lack of agents and for nothing else.</summary>
    public bool LacksAgents { get; init; }
}

/// <summary>What publishing a draft would do.</summary>
/// <param name="NewlyOutside">Those whose desk closes for lack of agents first, then by start.</param>
/// <param name="BookingNow">People who hold a start just now that would be lost.</param>
/// <param name="Conflicts">What somebody else has published since.</param>
public sealed record HoursPreview(
    HoursEffect Effect,
    IReadOnlyList<OutsideAppointment> NewlyOutside,
    IReadOnlyList<Appointment> AlreadyOutside,
    IReadOnlyList<Appointment> BroughtBack,
    int BookingNow,
    IReadOnlyList<DraftConflict> Conflicts);

/// <summary>
/// Says what publishing a draft would do, by the engine alone: starts gained and lost, who falls outside, who is booking just
/// now. Reads only.
/// </summary>
public sealed class PreviewHours(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability, TimeProvider clock)
{
    /// <summary>Looks at a draft; nothing is written.</summary>
    /// <returns>Null when there is no such draft, or it is not one of the actor's town hall.</returns>
    public async Task<HoursPreview?> RunAsync(Actor actor, int townHallId, int draftId, CancellationToken ct)
    {
        if (!actor.May(Rights.Hours, townHallId))
        {
            return null;
        }

        return await contexts.ReadAsync(storage, async db =>
        {
            var draft = await db.HoursDrafts.AsNoTracking().SingleOrDefaultAsync(
                row => row.Id == draftId && row.TownHallId == townHallId, ct);
            return draft is null ? null : await OfAsync(db, draft, ct);
        }, ct);
    }

    private async Task<HoursPreview> OfAsync(CreneauDb db, HoursDraft draft, CancellationToken ct)
    {
        var (places, nowUtc) = (availability.Places, clock.GetUtcNow().UtcDateTime);
        var published = await PublishedHours.ReadAsync(db, places, draft.TownHallId, ct);
        var change = new HoursChange(published, draft.ReadChanges(), id => availability.Desk(id)?.State);
        var outside = await Outside.ReadAsync(db, nowUtc, availability, change, places.LongestHorizonDays, ct);
        var effect = outside.Effect;
        var people = await PeopleAsync(db, [.. effect.NewlyOutside, .. effect.AlreadyOutside, .. effect.BroughtBack], ct);
        var kept = await db.Appointments.AsNoTracking()
            .Where(row => row.DraftId == draft.Id && row.Status == AppointmentStatus.Held && row.HeldUntilUtc > nowUtc)
            .ToDictionaryAsync(row => row.Id, row => row.HeldUntilUtc!.Value, ct);
        var starts = new ProposedStarts(outside.Plans, places.LocalTime(draft.TownHallId, nowUtc));
        return new HoursPreview(
            effect,
            [
                .. starts.For(effect.NewlyOutside.Select(id => people[id]), draft.ReadChoices(), kept)
                    .Select(one => one with { LacksAgents = effect.ForLackOfAgents.Contains(one.Appointment.Id) })
                    .OrderByDescending(one => one.LacksAgents),
            ],
            [.. effect.AlreadyOutside.Select(id => people[id])],
            [.. effect.BroughtBack.Select(id => people[id])],
            outside.HeldOutside.Count,
            published.ConflictsWith(change.Changes));
    }

    private static async Task<Dictionary<Guid, Appointment>> PeopleAsync(CreneauDb db, Guid[] ids, CancellationToken ct) =>
        await db.Appointments.AsNoTracking().WithPeople().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
}
