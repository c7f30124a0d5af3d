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
        var actor = Actor.Tablet(tablet.Id, availability.Places.Sites[tablet.SiteId].TownHallId, networkHash);
        var site = availability.Places.Sites[tablet.SiteId];
        var today = DateOnly.FromDateTime(WallClock.ToLocal(clock.GetUtcNow().UtcDateTime, availability.Places.ZoneOf(site)));
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
            var place = availability.Places.Sites.GetValueOrDefault(found.SiteId)?.Name ?? "";
            return new CheckInResult.Elsewhere(place, found.Date, found.StartMinute, found.SiteId == tablet.SiteId);
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
        var code = ScannedCode.Read(typed);
        var (reference, linkHash) = (code?.Reference, shortLinks.HashOf(code?.ShortLink ?? (code is null ? typed : null)));
        return reference is null && linkHash is null ? null : await contexts.ReadAsync(
            storage,
            db => db.Appointments
                .Where(row => row.Status != AppointmentStatus.Held && row.Status != AppointmentStatus.Expired)
                .Where(row => (reference != null && row.Reference == reference) || (linkHash != null && row.ShortLinkHash == linkHash))
                .Select(row => new FoundHere(row.Id, row.SiteId, row.Date, row.StartMinute, row.Status))
                .SingleOrDefaultAsync(ct),
            ct);
    }

    private sealed record FoundHere(Guid Id, int SiteId, DateOnly Date, int StartMinute, AppointmentStatus Status);
}
