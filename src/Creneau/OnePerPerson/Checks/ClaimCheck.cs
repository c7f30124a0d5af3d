using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Storage;
using Creneau.Storage.Checks;
using Microsoft.EntityFrameworkCore;

namespace Creneau.OnePerPerson.Checks;

/// <summary>
/// I3: the claims are exactly those of the people of confirmed, arrived and begun appointments, made anew here from
/// their names; and nobody's stands twice. A hundred sites at a time: memory stays within bounds, and each table is read few times.
/// </summary>
internal sealed class ClaimCheck(PersonClaims claims) : IInvariantCheck
{
    private const int SitesAtOnce = 100;

    private sealed record Claimed(ClaimKey Key, Guid AppointmentId, int Ordinal);

    public string Invariant => "I3";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        await rows.NoneAsync("claim of no such appointment", $"""
            SELECT c.appointment_id AS id FROM person_claim AS c LEFT JOIN appointment AS a ON a.id = c.appointment_id
            WHERE a.id IS NULL OR a.status NOT IN {AppointmentStatuses.ClaimingNumbers}
            """, ct);
        await rows.NoneAsync("person twice, in", """
            SELECT min(CAST(appointment_id AS text)) AS id FROM person_claim
            GROUP BY kind, procedure_id, key_hash, distinction, key_version HAVING count(*) > 1
            """, ct);
        await CompareAsync(rows, ct);
        await rows.CountAsync("claims", "person_claim", ct);
        await rows.CountAsync("applicants", "applicant", ct);
    }

    private async Task CompareAsync(Rows rows, CancellationToken ct)
    {
        var db = rows.Db;
        var procedures = await db.Services.AsNoTracking().ToDictionaryAsync(service => service.Id, service => service.Procedures, ct);
        var siteIds = await db.Sites.Select(site => site.Id).OrderBy(id => id).ToListAsync(ct);
        List<string> missing = [];
        List<string> surplus = [];
        foreach (var some in siteIds.Chunk(SitesAtOnce))
        {
            var (due, there) = (await DueAsync(db, procedures, some, ct), await ThereAsync(db, some, ct));
            missing.AddRange(due.Except(there).Select(claim => claim.AppointmentId.ToString()));
            surplus.AddRange(there.Except(due).Select(claim => claim.AppointmentId.ToString()));
        }

        rows.Found("claims missing of", missing.Distinct());
        rows.Found("claims that nobody has in", surplus.Distinct());
    }

    private async Task<HashSet<Claimed>> DueAsync(
        CreneauDb db, Dictionary<int, int[]> procedures, int[] siteIds, CancellationToken ct)
    {
        var open = AppointmentStatuses.Claiming;
        var claiming = db.Appointments.Where(appointment => siteIds.Contains(appointment.SiteId) && open.Contains(appointment.Status));
        var applicants = await db.Applicants.AsNoTracking()
            .Join(claiming, applicant => applicant.AppointmentId, appointment => appointment.Id, (applicant, _) => applicant)
            .Include(applicant => applicant.PreRequests)
            .AsSplitQuery().ToListAsync(ct);
        return
        [
            .. from applicant in applicants
               from key in claims.KeysOf(applicant, procedures.GetValueOrDefault(applicant.ServiceId) ?? [])
               select new Claimed(key, applicant.AppointmentId, applicant.Ordinal),
        ];
    }

    private static async Task<HashSet<Claimed>> ThereAsync(CreneauDb db, int[] siteIds, CancellationToken ct)
    {
        var there = await db.PersonClaims.AsNoTracking()
            .Join(
                db.Appointments.Where(appointment => siteIds.Contains(appointment.SiteId)),
                claim => claim.AppointmentId,
                appointment => appointment.Id,
                (claim, _) => claim)
            .ToListAsync(ct);
        return
        [
            .. there.Select(claim =>
                new Claimed(claim.Key, claim.AppointmentId, claim.ApplicantOrdinal)),
        ];
    }
}
