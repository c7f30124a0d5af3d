using Creneau.Acting;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Hours.SchoolTimes;

public enum ChooseSchoolZoneResult
{
    Chosen,
    /// <summary>No such town hall, or not one whose hours the actor sets.</summary>
    NotFound,
    /// <summary>Somebody else has chosen another one since it was shown.</summary>
    ChangedSince,
    /// <summary>No period is kept for that zone.</summary>
    UnknownZone,
}

/// <summary>Chooses the school holidays that a town hall goes by: its manager does, or staff of the platform.</summary>
public sealed class ChooseSchoolZone(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Writes the zone; a refusal has written nothing but its audit row.</summary>
    /// <param name="seen">The zone as it was shown; null: none.</param>
    /// <param name="zone">Null: no school holidays are kept.</param>
    public Task<ChooseSchoolZoneResult> RunAsync(Actor actor, int townHallId, string? seen, string? zone, CancellationToken ct) =>
        transactions.RunAsync(actor, "school-zone", async transaction =>
        {
            var subject = FormattableString.Invariant($"town-hall:{townHallId}");
            transaction.Audit(new AuditEntry("school-zone", subject, seen, zone));
            transaction.AuditAt(townHallId);
            if (!actor.May(Rights.Hours, townHallId) && !actor.MayForPlatform(Rights.Accounts))
            {
                return Refuse(ChooseSchoolZoneResult.NotFound);
            }

            await availability.RaiseDirectoryAsync(transaction, ct);
            if (await transaction.Db.TownHalls.SingleOrDefaultAsync(row => row.Id == townHallId, ct) is not { } townHall)
            {
                return Refuse(ChooseSchoolZoneResult.NotFound);
            }

            if (townHall.SchoolZone != seen)
            {
                return Refuse(ChooseSchoolZoneResult.ChangedSince);
            }

            if (zone is not null && !await transaction.Db.SchoolHolidays.AnyAsync(row => row.Zone == zone, ct))
            {
                return Refuse(ChooseSchoolZoneResult.UnknownZone);
            }

            townHall.SetSchoolZone(zone);
            return Commit(ChooseSchoolZoneResult.Chosen);
        }, ct);
}
