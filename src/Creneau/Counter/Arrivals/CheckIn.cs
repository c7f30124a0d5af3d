using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Counter.Devices;
using Creneau.Keys;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.Arrivals;

/// <summary>
/// Notes an arrival at a tablet of the waiting room, by the reference or the QR code of the appointment. Wrong ones are limited per
/// tablet, so that nobody finds out references there.
/// </summary>
public sealed class CheckIn(
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    Transactions transactions,
    NoteArrival arrive,
    WaitReading waits,
    AvailabilityIndex availability,
    PlatformKeys keys,
    ShortLinks shortLinks,
    ArrivalLimits limits,
    TimeProvider clock)
{
    private const string Purpose = "arrival";
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    /// <summary>Notes the arrival, once however often it is asked. Nothing else is written but a count of unknown ones.</summary>
    /// <param name="tablet">A tablet that was found by its secret.</param>
    /// <param name="networkHash">Keyed hash of its network.</param>
    /// <param name="typed">As typed or read by a scanner.</param>
    public async Task<CheckInResult> RunAsync(SiteDevice tablet, string networkHash, string? typed, CancellationToken ct)
    {
        var places = availability.Places;
        var site = places.Sites[tablet.SiteId];
        var actor = Actor.Tablet(tablet.Id, site.TownHallId, networkHash);
        var today = DateOnly.FromDateTime(WallClock.ToLocal(clock.GetUtcNow().UtcDateTime, places.ZoneOf(site)));
        var found = await FindAsync(typed, ct);
        var isExpected = found is not null && found.SiteId == tablet.SiteId && found.Date == today;
        // Whoever is expected here today is let in, whatever somebody else typed before them
        if (!isExpected && await contexts.ReadAsync(
                storage, db => LimitCounter.IsSpentAsync(db, Use(tablet, clock.GetUtcNow().UtcDateTime), ct), ct))
        {
            return new CheckInResult.TooMany();
        }

        if (!isExpected)
        {
            await transactions.RunAsync(
                actor,
                Purpose,
                async transaction =>
                {
                    transaction.Audit(new AuditEntry("arrival-refused"));
                    transaction.AuditRefusal(new CheckInResult.Unknown());
                    return TransactionResult.Commit(await LimitCounter.TryUseAsync(transaction.Db, Use(tablet, transaction.NowUtc), ct));
                },
                ct);
        }

        if (found is null)
        {
            return new CheckInResult.Unknown();
        }

        if (AppointmentStatuses.Gone.Contains(found.Status) || (!isExpected && !found.Status.Claims()))
        {
            return new CheckInResult.AskTheCounter();
        }

        if (!isExpected)
        {
            var isHere = found.SiteId == tablet.SiteId;
            return new CheckInResult.Elsewhere(places.SiteName(found.SiteId), found.Date, found.StartMinute, isHere);
        }

        // Whatever it answers, the visit says where the person stands
        await arrive.RunAsync(actor, found.Id, tablet.SiteId, ct);
        return await waits.ReadAsync(found.Id, found.SiteId, today, ct) ?? new CheckInResult.AskTheCounter();
    }

    private Limit Use(SiteDevice tablet, DateTime nowUtc) => new(
        Purpose,
        keys.Subjects.Of("tablet", tablet.Id.ToString(CultureInfo.InvariantCulture)),
        limits.UnknownPerTabletAndTenMinutes,
        TenMinutes,
        nowUtc);

    private async Task<FoundHere?> FindAsync(string? typed, CancellationToken ct)
    {
        // A slip's link may be typed without its address
        var code = ScannedCode.Read(typed) ?? new ScannedCode(null, typed);
        return await contexts.ReadAsync(
            storage,
            db => code.In(db.Appointments, shortLinks)
                .Where(row => row.Status != AppointmentStatus.Held && row.Status != AppointmentStatus.Expired)
                .Select(row => new FoundHere(row.Id, row.SiteId, row.Date, row.StartMinute, row.Status))
                .SingleOrDefaultAsync(ct),
            ct);
    }

    private sealed record FoundHere(Guid Id, int SiteId, DateOnly Date, int StartMinute, AppointmentStatus Status);
}
