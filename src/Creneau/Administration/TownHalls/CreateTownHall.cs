using Creneau.Acting;
using Creneau.Administration.Sites;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.TownHalls;

/// <summary>Makes a commune a member: name, clock, public and school holidays come from the reference data.</summary>
public sealed class CreateTownHall(Transactions transactions, AvailabilityIndex availability, CommunePoints communes)
{
    /// <summary>Writes the town hall; a refusal has written nothing but its audit row.</summary>
    public Task<SaveResult> RunAsync(Actor actor, string? inseeCode, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "town-hall-create", async transaction =>
        {
            if (!await MayAsPlatformAsync(transaction, new AuditEntry("town-hall-create"), ct))
            {
                return Refused(SaveRefusal.NotFound);
            }

            if (communes.Find(inseeCode) is not { } commune)
            {
                return Refused(new FieldChecks().Add("InseeCode", FieldProblem.Unknown));
            }

            if (await transaction.Db.TownHalls.AnyAsync(row => row.InseeCode == commune.InseeCode, ct))
            {
                return Refused(SaveRefusal.IsThere);
            }

            var townHall = new TownHall(commune.InseeCode, commune.Name, commune.Population, Territory.TimeZoneOf(commune));
            townHall.SetHolidays(Territory.Of(commune).Holidays, goodFriday: false);
            townHall.SetSchoolZone(SchoolZones.Of(commune.InseeCode));
            transaction.Db.Add(townHall);
            await transaction.Db.SaveChangesAsync(ct);
            transaction.Audit(new AuditEntry("town-hall-create", Subject(townHall.Id)));
            transaction.AuditAt(townHall.Id);
            return await SavedAsync(transaction, availability, townHall.Id, ct);
        }, ct);
}
