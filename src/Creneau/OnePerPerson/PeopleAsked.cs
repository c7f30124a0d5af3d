using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Storage;

namespace Creneau.OnePerPerson;

/// <summary>
/// About whom a contact asks whether they have an appointment (rule 4). Every answer tells something, the good one as
/// well: else a birth date could be guessed until « a déjà un rendez-vous » is answered. The same people count once a day.
/// </summary>
internal sealed class PeopleAsked(PlatformKeys keys, PersonClaims claims, DuplicateLimits limits, AvailabilityIndex availability)
{
    private const string Purpose = "asked";

    /// <summary>Counts the named people of an appointment.</summary>
    /// <param name="told">What limits how often the contact is told about somebody.</param>
    /// <returns>
    /// False when the contact has asked about enough people today, or has been told enough; then nobody may be looked up.
    /// </returns>
    public Task<bool> TryAsync(Transaction transaction, Appointment asking, Limit told, CancellationToken ct) => TryAsync(
        transaction,
        asking.Contact!,
        asking.Applicants.Where(applicant => applicant.IsNamed)
            .Select(applicant =>
                HashOf(claims.PersonHash(applicant.PersonName, applicant.BirthDate!), applicant.ServiceId, applicant.PreRequests)),
        told,
        ct);

    /// <summary>Counts people who shall come as well.</summary>
    /// <returns>False when the contact has asked about enough people today; then nobody may be looked up.</returns>
    public Task<bool> TryAsync(Transaction transaction, Contact contact, IEnumerable<ReadPerson> people, CancellationToken ct) => TryAsync(
        transaction,
        contact,
        people.Select(person =>
            HashOf(claims.PersonHash(person.Name, person.BirthDate), person.ServiceId, person.PreRequests.Select(claims.Protect))),
        told: null,
        ct);

    private Task<bool> TryAsync(Transaction transaction, Contact contact, IEnumerable<string> people, Limit? told, CancellationToken ct)
    {
        var limit = new Limit(
            Purpose, contact.SubjectIn(keys), limits.PeopleAskedPerContactAndDay, TimeSpan.FromDays(1), transaction.NowUtc);
        return LimitCounter.TryUseForAsync(transaction.Db, limit, [.. people], told, ct);
    }

    /// <summary>What is asked about somebody: another service or number is another question.</summary>
    private string HashOf(string person, int serviceId, IEnumerable<PreRequest> numbers) => keys.Subjects.Of(
        [person, CodeOf(serviceId), .. numbers.Select(number => Convert.ToHexString(number.KeyHash))]);

    /// <summary>A kind is the same everywhere, so that asking at two town halls is asking once.</summary>
    private string CodeOf(int serviceId) => availability.Places.Services.GetValueOrDefault(serviceId)?.Kind?.Code
        ?? serviceId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
