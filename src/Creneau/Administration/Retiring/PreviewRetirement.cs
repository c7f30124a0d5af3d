using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Availability.Openings;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Administration.Retiring;

/// <summary>What retiring something from a date on would leave.</summary>
/// <param name="After">Appointments from that date on, by start, with their people; they stay unless they are cancelled.</param>
/// <param name="BookingNow">People who hold a start just now that would be lost.</param>
public sealed record RetirementPreview(IReadOnlyList<Appointment> After, int BookingNow);

/// <summary>Says who lies after a date at what is to be retired. Reads only.</summary>
public sealed class PreviewRetirement(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock)
{
    /// <summary>Looks at the appointments; nothing is written.</summary>
    /// <returns>Null when there is no such thing at a town hall that the actor manages.</returns>
    public Task<RetirementPreview?> RunAsync(Actor actor, RetiredThing thing, DateOnly from, CancellationToken ct) =>
        contexts.ReadAsync(storage, async db =>
        {
            if (await RetirementRows.OwnerAsync(db, thing, ct) is not { } townHall || !await MayAsync(db, actor, townHall.Id, ct))
            {
                return null;
            }

            var nowUtc = clock.GetUtcNow().UtcDateTime;
            var nowLocal = townHall.LocalTime(nowUtc);
            var after = await LyingAfter.OfAsync(db, thing, from, nowLocal, ct);
            return new RetirementPreview(
                [.. after.Where(one => one.Status == AppointmentStatus.Confirmed)],
                after.Count(one => one.Status == AppointmentStatus.Held && one.HeldUntilUtc > nowUtc));
        }, ct);

    private static async Task<bool> MayAsync(CreneauDb db, Actor actor, int townHallId, CancellationToken ct) =>
        actor.Channel == BookingChannel.CommandLine
        || await db.AgentMemberships.AnyAsync(
            row => row.AgentId == actor.Id && (row.Role == AgentRole.Manager ? row.TownHallId == townHallId
                : row.Role == AgentRole.Administrator),
            ct);
}
