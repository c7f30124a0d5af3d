using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Counter.Visits;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.Devices;

/// <summary>A call as the waiting room reads it; nobody is named.</summary>
public sealed record ScreenCall(Ticket Ticket, string Desk, DateTime AtUtc);

/// <summary>What the screen of a waiting room shows now.</summary>
/// <param name="NowLocal">Wall clock of the town hall.</param>
/// <param name="Calls">The newest first, at most four: the one that counts and the three before.</param>
/// <param name="Delays">Minutes by which desks are late, by name of the desk; none that is on time.</param>
public sealed record WaitingScreen(
    string Site, DateTime NowLocal, IReadOnlyList<ScreenCall> Calls, IReadOnlyList<(string Desk, int Minutes)> Delays);

/// <summary>Reads what a waiting room may see of today: tickets and desks, no people.</summary>
public sealed class ScreenReading(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability, TimeProvider clock)
{
    public const int CallsShown = 4;

    /// <returns>Null when the site is no more.</returns>
    public async Task<WaitingScreen?> ReadAsync(SiteDevice device, CancellationToken ct)
    {
        var places = availability.Places;
        if (!places.Sites.TryGetValue(device.SiteId, out var site))
        {
            return null;
        }

        var now = WallClock.ToLocal(clock.GetUtcNow().UtcDateTime, places.ZoneOf(site));
        var today = DateOnly.FromDateTime(now);
        var (visits, waiting) = await contexts.ReadAsync(
            storage,
            async db => (
                await db.Visits.AsNoTracking().Where(visit => visit.SiteId == site.Id && visit.Date == today).ToListAsync(ct),
                await db.Appointments
                    .Where(row => row.SiteId == site.Id && row.Date == today && row.Status == AppointmentStatus.Arrived)
                    .Select(row => new { row.DeskId, row.StartMinute }).ToListAsync(ct)),
            ct);
        var calls = visits.Where(visit => visit.Ticket is not null)
            .Select(visit => (visit.Ticket, Step: visit.Steps.LastOrDefault(
                step => step.Kind is VisitStepKind.Called or VisitStepKind.Resumed)))
            .Where(last => last.Step is not null)
            .Select(last => new ScreenCall(last.Ticket!.Value, places.DeskName(last.Step!.DeskId!.Value), last.Step.AtUtc));
        var minute = (int)now.TimeOfDay.TotalMinutes;
        return new WaitingScreen(
            site.Name,
            now,
            [.. calls.OrderByDescending(call => call.AtUtc).Take(CallsShown)],
            [
                .. waiting.Where(one => one.StartMinute < minute).GroupBy(one => one.DeskId)
                    .Select(desk => (places.DeskName(desk.Key), minute - desk.Min(one => one.StartMinute))).OrderBy(one => one.Item1),
            ]);
    }
}
