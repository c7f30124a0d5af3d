using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Keys;
using Creneau.Storage;
using Creneau.Text;
using Microsoft.EntityFrameworkCore;

namespace Creneau.OnePerPerson;

/// <summary>Who somebody is to rule 4: for each procedure the person, and each pre-request number.</summary>
public sealed class PersonClaims(PlatformKeys keys)
{
    /// <summary>The keys of one applicant; none for a service without a procedure, or while nobody is named.</summary>
    public IEnumerable<ClaimKey> KeysOf(Applicant applicant, IReadOnlyList<int> procedures)
    {
        if (applicant.BirthDate is not { } born)
        {
            yield break;
        }

        var person = PersonHash(applicant.PersonName, born);
        foreach (var procedure in procedures)
        {
            yield return new ClaimKey(ClaimKind.Person, procedure, person, applicant.Distinction, keys.ClaimsVersion);
            foreach (var number in applicant.PreRequests)
            {
                yield return new ClaimKey(
                    ClaimKind.PreRequestNumber, procedure, Convert.ToHexStringLower(number.KeyHash), "", number.KeyVersion);
            }
        }
    }

    /// <summary>Case, accents, hyphens, apostrophes and spaces do not matter.</summary>
    public string PersonHash(PersonName name, BirthDate birthDate) => keys.Claims.Of(
        "person",
        Folding.Compact(name.BirthName),
        Folding.Compact(name.FirstGivenName),
        birthDate.ToString());

    /// <summary>Somebody as they are stored: their pre-request numbers are encrypted, with the keyed hash beside.</summary>
    public PersonDetails DetailsOf(ReadPerson person) =>
        new(person.Name, person.BirthDate, [.. person.PreRequests.Select(Protect)], person.Distinction);

    /// <summary>Encrypts a pre-request number and puts the keyed hash beside it.</summary>
    /// <param name="number">Ten letters or digits, as <see cref="PartyReader"/> read it.</param>
    public PreRequest Protect(string number) =>
        new(keys.Encrypt(number.ToUpperInvariant()), keys.Claims.Bytes("pre-request", PartyReader.Alike(number)), keys.ClaimsVersion);

    /// <summary>Looks who of an appointment without claims is claimed by another one; nothing is written.</summary>
    internal async Task<IReadOnlyList<TakenClaim>> TakenAsync(
        CreneauDb db, Appointment appointment, PlaceDirectory places, CancellationToken ct)
    {
        List<TakenClaim> taken = [];
        foreach (var claim in await ClaimsOfAsync(db, appointment, places, ct))
        {
            if (await Row(db, claim).Select(other => (Guid?)other.AppointmentId).SingleOrDefaultAsync(ct) is { } holder)
            {
                taken.Add(new TakenClaim(claim.ApplicantOrdinal, holder, claim.Kind, claim.KeyHash));
            }
        }

        return taken;
    }

    /// <summary>Inserts the claims of an appointment that is stored with this transaction, last and in key order.</summary>
    internal async Task InsertLastAsync(Transaction transaction, Appointment appointment, PlaceDirectory places, CancellationToken ct)
    {
        foreach (var claim in ClaimKey.InOrder(await ClaimsOfAsync(transaction.Db, appointment, places, ct), claim => claim.Key))
        {
            transaction.RunLast(() => Insert(claim));
        }
    }

    /// <summary>
    /// Inserts the claims of an appointment that has none, in key order.
    /// </summary>
    /// <returns>The people whose claim another appointment has; when there is one, none of this appointment's claims
    /// stay. With none, every claim is there.</returns>
    internal async Task<ClaimsTaken> InsertAsync(CreneauDb db, Appointment appointment, PlaceDirectory places, CancellationToken ct) =>
        await InsertAsync(db, appointment.Id, await ClaimsOfAsync(db, appointment, places, ct), ct);

    /// <summary>
    /// Claims who has come to an appointment and gives up who has left it. What stays is not touched: two appointments
    /// that want each other's people would wait for each other.
    /// </summary>
    /// <returns>As for inserting; when somebody is taken, the claims are the ones before.</returns>
    internal async Task<ClaimsTaken> ReplaceAsync(CreneauDb db, Appointment appointment, PlaceDirectory places, CancellationToken ct)
    {
        var stored = await db.PersonClaims.AsNoTracking().Where(claim => claim.AppointmentId == appointment.Id).ToListAsync(ct);
        var before = stored.ToDictionary(claim => claim.Key);
        var now = (await ClaimsOfAsync(db, appointment, places, ct)).ToDictionary(claim => claim.Key);
        var taken = await InsertAsync(db, appointment.Id, now.Values.Where(claim => !before.ContainsKey(claim.Key)), ct);
        if (taken.StartAgain || taken.Claims.Count > 0)
        {
            return taken;
        }

        await DeleteAsync(db, before.Values.Where(claim => !now.ContainsKey(claim.Key)), ct);
        foreach (
            var claim in now.Values.Where(
                claim => before.TryGetValue(claim.Key, out var old) && old.ApplicantOrdinal != claim.ApplicantOrdinal))
        {
            await Row(db, claim).ExecuteUpdateAsync(row => row.SetProperty(other => other.ApplicantOrdinal, claim.ApplicantOrdinal), ct);
        }

        return ClaimsTaken.None;
    }

    /// <summary>A service that this node does not know yet is read: whoever comes for it claims its procedures all the same.</summary>
    private async Task<IReadOnlyList<PersonClaim>> ClaimsOfAsync(
        CreneauDb db, Appointment appointment, PlaceDirectory places, CancellationToken ct)
    {
        var unknown = appointment.ServiceIds.Where(id => !places.Services.ContainsKey(id)).Distinct().ToList();
        var read = unknown.Count == 0
            ? []
            : await db.Set<Service>().AsNoTracking().Where(service => unknown.Contains(service.Id))
                .ToDictionaryAsync(service => service.Id, service => service.Procedures, ct);
        return
        [
            .. appointment.Applicants.SelectMany(applicant => KeysOf(applicant, ProceduresOf(applicant.ServiceId))
                .Select(key => new PersonClaim(key, appointment.Id, applicant.Ordinal))),
        ];

        int[] ProceduresOf(int serviceId) =>
            places.Services.TryGetValue(serviceId, out var known) ? [.. known.Procedures] : read[serviceId];
    }

    private static async Task<ClaimsTaken> InsertAsync(
        CreneauDb db, Guid appointmentId, IEnumerable<PersonClaim> claims, CancellationToken ct)
    {
        List<TakenClaim> taken = [];
        List<PersonClaim> inserted = [];
        foreach (var claim in ClaimKey.InOrder(claims, claim => claim.Key))
        {
            if (await InsertAsync(db, claim, ct))
            {
                inserted.Add(claim);
                continue;
            }

            var holder = await Row(db, claim).Select(other => (Guid?)other.AppointmentId).SingleOrDefaultAsync(ct);
            if (holder is null)
            {
                // Who had it gave it up meanwhile
                return new ClaimsTaken([], StartAgain: true);
            }

            taken.Add(holder != appointmentId
                ? new TakenClaim(claim.ApplicantOrdinal, holder.Value, claim.Kind, claim.KeyHash)
                : throw new InvalidOperationException(
                    "Two people of one appointment are the same to rule 4: whoever reads the party must refuse that."));
        }

        if (taken.Count > 0)
        {
            await DeleteAsync(db, inserted, ct);
        }

        return new ClaimsTaken(taken);
    }

    private static async Task DeleteAsync(CreneauDb db, IEnumerable<PersonClaim> claims, CancellationToken ct)
    {
        foreach (var claim in claims)
        {
            await Row(db, claim).ExecuteDeleteAsync(ct);
        }
    }

    private static async Task<bool> InsertAsync(CreneauDb db, PersonClaim claim, CancellationToken ct) =>
        await db.WriteAsync(
            $"{Insert(claim)} ON CONFLICT (kind, procedure_id, key_hash, distinction, key_version) DO NOTHING", ct) == 1;

    private static FormattableString Insert(PersonClaim claim) =>
        $"""
        INSERT INTO person_claim (kind, procedure_id, key_hash, distinction, key_version, appointment_id, applicant_ordinal)
        VALUES ({(short)claim.Kind}, {claim.ProcedureId}, {claim.KeyHash}, {claim.Distinction}, {claim.KeyVersion},
            {claim.AppointmentId}, {claim.ApplicantOrdinal})
        """;

    private static IQueryable<PersonClaim> Row(CreneauDb db, PersonClaim claim) => db.PersonClaims
        .Where(other =>
            other.Kind == claim.Kind
                && other.ProcedureId == claim.ProcedureId
                && other.KeyHash == claim.KeyHash
                && other.Distinction == claim.Distinction
                && other.KeyVersion == claim.KeyVersion);
}

/// <summary>What stood in the way of claims.</summary>
/// <param name="StartAgain">Somebody gave a claim up meanwhile: nothing is known, start again.</param>
internal readonly record struct ClaimsTaken(IReadOnlyList<TakenClaim> Claims, bool StartAgain = false)
{
    public static readonly ClaimsTaken None = new([]);
}

/// <summary>A person of ours whose right another appointment has.</summary>
internal sealed record TakenClaim(int Ordinal, Guid HolderId, ClaimKind Kind, string KeyHash);
