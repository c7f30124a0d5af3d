using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Offers.Runs;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Offers;

/// <summary>
/// Finds, by memory, what a cancelled appointment may be replaced by: the same services and people, nearest in place and time, as
/// the public may have it (rule 7), and never in a time that a town hall is cancelling.
/// </summary>
public sealed class OfferSearch(AvailabilityIndex availability)
{
    private const int Enough = 12;

    /// <summary>A whole week of a site may lie nearest and be cancelled too.</summary>
    private static readonly int[] Widths = [40, 200, 1000];

    /// <summary>The times that town halls cancel from today on, except where they stopped.</summary>
    internal async Task<IReadOnlyList<CancelledRange>> AvoidedAsync(CreneauDb db, DateTime nowUtc, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(availability.Places.LocalNow(nowUtc).Min());
        var runs = db.CancellationRuns.AsNoTracking().Where(run => run.UntilDate >= today && run.StoppedUtc == null);
        var ranges = await runs.Where(run => run.SiteId != null).ToListAsync(ct);
        var chosen = await runs.Where(run => run.SiteId == null).SelectMany(run => run.Items).ToListAsync(ct);
        return [.. ranges.Select(run => run.Range!), .. chosen.Select(item => item.Range)];
    }

    /// <returns>Nearest first; empty when nothing is free.</returns>
    internal IReadOnlyList<FoundStart> Find(Appointment cancelled, IReadOnlyList<CancelledRange> avoided, DateTime nowUtc)
    {
        if (availability.Plan(cancelled.SiteId, cancelled.PlanningId) is not { } plan
            || !Alternatives.TryQuery(availability, plan, cancelled.ServiceIds, nowUtc, out var query))
        {
            return [];
        }

        List<FoundStart> usable = [];
        foreach (var width in Widths)
        {
            var found = availability.Map.Nearest(query, new SlotStart(cancelled.Date, cancelled.StartMinute), width, plan.SiteId);
            usable = [.. found.Select(one => Usable(cancelled, one, avoided, nowUtc)).OfType<FoundStart>()];
            if (usable.Count >= Enough || found.Length < width)
            {
                break;
            }
        }

        return usable;
    }

    /// <summary>A day at a place each, before the nearest ones that are left.</summary>
    internal static IEnumerable<OfferedStart> Varied(IReadOnlyList<FoundStart> found) => found
        .GroupBy(one => (one.Start.SiteId, one.Start.Date))
        .SelectMany(ofDay => ofDay.Select((one, rank) => (one.Start, rank)))
        .OrderBy(one => one.rank == 0 ? 0 : 1)
        .Select(one => one.Start);

    /// <returns>The offer at a site, and the desks for it; null when a town hall cancels there then.</returns>
    internal FoundStart? At(Appointment cancelled, OfferedStart start, IReadOnlyList<CancelledRange> avoided, Taker taker)
    {
        var wanted = availability.WantedAt(
            start.SiteId, cancelled.PlanningId, cancelled.ServiceIds, (start.Date, start.StartMinute));
        if (availability.PlanFor(wanted) is not { } plan)
        {
            return null;
        }

        var check = new SlotCheck(availability, plan, wanted, atCounter: false);
        var there = avoided.Where(range => range.SiteId == start.SiteId
            && range.Overlaps(start.Date, start.StartMinute, start.StartMinute + check.LeastMinutes)).ToList();
        if (there.Exists(range => range.DeskId is null))
        {
            return null;
        }

        var groups = check.Candidates(taker)
            .Select(group => group.Where(id => !there.Exists(range => range.DeskId == id)).ToList())
            .ToList();
        return groups.Count == 0 || groups.Exists(group => group.Count == 0) ? null : new FoundStart(start, check, [.. groups]);
    }

    private FoundStart? Usable(Appointment cancelled, SlotFound found, IReadOnlyList<CancelledRange> avoided, DateTime nowUtc) => At(
        cancelled,
        new OfferedStart(found.Plan.SiteId, found.Start.Date, found.Start.Minute, found.Km),
        avoided,
        new Taker(nowUtc, OwnerHash: null));
}

/// <summary>A start with the desks that offer it, for each group the best first.</summary>
internal sealed record FoundStart(OfferedStart Start, SlotCheck Check, IReadOnlyList<IReadOnlyList<int>> Desks);
