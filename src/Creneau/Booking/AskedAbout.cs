using Creneau.Catalogue;
using Creneau.Privacy;
using Creneau.Storage;

namespace Creneau.Booking;

/// <summary>
/// About whom a contact asks whether they have an appointment (rule 4). Every answer tells something, the good one as
/// well: else a birth date could be guessed until « a déjà un rendez-vous » is answered. The same people count once a day.
/// </summary>
public sealed class AskedAbout(Keys keys, Claims claims, BookingLimits limits)
{
    private const string Asked = "asked";

    /// <summary>The people of a hold.</summary>
    /// <returns>False when the contact has asked about enough people today; then nobody may be looked up.</returns>
    internal Task<bool> TryAsync(CreneauDb db, Appointment hold, DateTime nowUtc, CancellationToken ct) =>
        TryAsync(db, hold.Contact!, hold.Applicants.Select(applicant => HashOf(applicant.Name, applicant.BirthDate, hold.Kinds[applicant.Ordinal], applicant.PreRequests)), nowUtc, ct);

    /// <summary>People who shall come as well.</summary>
    /// <returns>As for a hold.</returns>
    internal Task<bool> TryAsync(CreneauDb db, Contact contact, IEnumerable<ReadPerson> people, DateTime nowUtc, CancellationToken ct) =>
        TryAsync(db, contact, people.Select(person => HashOf(person.Name, person.BirthDate, person.Kind, person.PreRequests.Select(claims.Protect))), nowUtc, ct);

    private Task<bool> TryAsync(CreneauDb db, Contact contact, IEnumerable<string> people, DateTime nowUtc, CancellationToken ct) =>
        LimitCounter.TryUseForAsync(db, Asked, contact.SubjectIn(keys), [.. people], limits.PeopleAskedPerContactAndDay, TimeSpan.FromDays(1), nowUtc, ct);

    /// <summary>What is asked about somebody: another service or number is another question.</summary>
    private string HashOf(PersonName name, DateOnly birthDate, ServiceKind kind, IEnumerable<PreRequest> numbers) =>
        keys.Subjects.Of([claims.PersonHash(name, birthDate), kind.Code(), .. numbers.Select(number => Convert.ToHexString(number.KeyHash))]);
}
