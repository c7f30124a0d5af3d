using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Scheduling;
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
            var nowLocal = WallClock.ToLocal(nowUtc, TimeZoneInfo.FindSystemTimeZoneById(townHall.TimeZone));
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

/// <summary>The appointments and holds ahead, from a date on, of what is to be retired.</summary>
internal static class LyingAfter
{
    /// <summary>What a town hall that cancelled keeps for somebody is not among them: it stays theirs.</summary>
    /// <param name="nowLocal">What has begun by then is settled at the counter.</param>
    public static async Task<List<Appointment>> OfAsync(
        CreneauDb db, RetiredThing thing, DateOnly from, DateTime nowLocal, CancellationToken ct)
    {
        var (today, minute) = WallClock.Split(nowLocal);
        var (id, taken) = (thing.Id, db.Occupancies);
        var active = db.Appointments.WithPeople()
            .Where(row => (row.Status == AppointmentStatus.Confirmed && row.CancelAtUtc == null)
                || (row.Status == AppointmentStatus.Held && row.ReplacesId == null))
            .Where(row => row.Date >= from && (row.Date > today || (row.Date == today && row.StartMinute > minute)));
        var own = thing.Kind switch
        {
            RetiredKind.Desk => active.Where(row => taken.Any(range => range.AppointmentId == row.Id && range.DeskId == id)),
            RetiredKind.Site => active.Where(row => row.SiteId == id),
            RetiredKind.Planning => active.Where(row => row.PlanningId == id),
            RetiredKind.Service => active.Where(row => row.Applicants.Any(person => person.ServiceId == id)),
            RetiredKind.TownHall => active.Where(row => row.TownHallId == id),
            _ => throw new ArgumentOutOfRangeException(nameof(thing)),
        };
        return await own.OrderBy(row => row.Date).ThenBy(row => row.StartMinute).ThenBy(row => row.Id).ToListAsync(ct);
    }
}
