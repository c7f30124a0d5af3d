using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.OnePerPerson;
using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Doctor;

/// <summary>
/// I3: the claims are exactly those of the people of confirmed, arrived and begun appointments, made anew here from
/// their names; and nobody's stands twice. A hundred sites at a time: memory stays within bounds, and each table is read few times.
/// </summary>
internal sealed class ClaimCheck(CreneauDb db, PersonClaims claims)
{
    private const int SitesAtOnce = 100;
    private Dictionary<int, int[]> _procedures = [];

    private sealed record Claimed(ClaimKey Key, Guid AppointmentId, int Ordinal);

    public async Task<CheckResult> RunAsync(CancellationToken ct)
    {
        var rows = new Rows(db);
        await rows.NoneAsync("claim of no such appointment", $"""
            SELECT c.appointment_id AS id FROM person_claim AS c LEFT JOIN appointment AS a ON a.id = c.appointment_id
            WHERE a.id IS NULL OR a.status NOT IN {Rows.Claiming}
            """, ct);
        await rows.NoneAsync("person twice, in", """
            SELECT min(CAST(appointment_id AS text)) AS id FROM person_claim
            GROUP BY kind, procedure_id, key_hash, distinction, key_version HAVING count(*) > 1
            """, ct);
        await CompareAsync(rows, ct);
        return CheckResult.Of(
            "I3",
            rows.Violations,
            (await rows.CountAsync("person_claim", ct), "claims"),
            (await rows.CountAsync("applicant", ct), "applicants"));
    }

    private async Task CompareAsync(Rows rows, CancellationToken ct)
    {
        _procedures = await db.Services.AsNoTracking().ToDictionaryAsync(service => service.Id, service => service.Procedures, ct);
        var siteIds = await db.Sites.Select(site => site.Id).OrderBy(id => id).ToListAsync(ct);
        List<string> missing = [];
        List<string> surplus = [];
        foreach (var some in siteIds.Chunk(SitesAtOnce))
        {
            var (due, there) = (await DueAsync(some, ct), await ThereAsync(some, ct));
            missing.AddRange(due.Except(there).Select(claim => claim.AppointmentId.ToString()));
            surplus.AddRange(there.Except(due).Select(claim => claim.AppointmentId.ToString()));
        }

        rows.Found("claims missing of", missing.Distinct());
        rows.Found("claims that nobody has in", surplus.Distinct());
    }

    private async Task<HashSet<Claimed>> DueAsync(int[] siteIds, CancellationToken ct)
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
               from key in claims.KeysOf(applicant, _procedures.GetValueOrDefault(applicant.ServiceId) ?? [])
               select new Claimed(key, applicant.AppointmentId, applicant.Ordinal),
        ];
    }

    private async Task<HashSet<Claimed>> ThereAsync(int[] siteIds, CancellationToken ct)
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
