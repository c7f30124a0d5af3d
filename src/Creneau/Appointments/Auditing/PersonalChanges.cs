using System.Text.Json;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Creneau.Appointments.Auditing;

/// <summary>One personal field that changed.</summary>
/// <param name="Field">"email", or with the ordinal of the person "0.birth-name"…</param>
/// <param name="Before">Null when nothing was noted.</param>
/// <param name="After">The same afterwards.</param>
internal sealed record PersonalChange(string Field, string? Before, string? After);

/// <summary>
/// Which personal fields of appointments an audited write changes. The audit row names the fields; the values are encrypted
/// and go with the appointment. Of one that names nobody any more no values are kept.
/// </summary>
internal sealed class PersonalChanges(PlatformKeys keys)
{
    public void Note(Transaction transaction)
    {
        if (!transaction.Actor.IsAudited)
        {
            return;
        }

        foreach (var entry in transaction.Db.ChangeTracker.Entries<Appointment>().Where(entry => IsPersonal(entry.Entity)).ToList())
        {
            List<PersonalChange> changes = [.. ChangesOf(transaction.Db, entry).Where(change => change.Before != change.After)];
            if (changes.Count > 0)
            {
                transaction.AuditPersonal(
                    entry.Entity.Id, changes.Select(change => change.Field), keys.Encrypt(JsonSerializer.Serialize(changes)));
            }
        }
    }

    /// <summary>Values before and after of every personal field, changed or not.</summary>
    private IEnumerable<PersonalChange> ChangesOf(CreneauDb db, EntityEntry<Appointment> entry)
    {
        var appointment = entry.Entity;
        yield return Change("email", nameof(Appointment.Email), appointment.Email);
        yield return Change("phone", nameof(Appointment.Phone), appointment.Phone);
        yield return Change("commune", nameof(Appointment.CommuneInsee), appointment.CommuneInsee);
        yield return Change("urgency", nameof(Appointment.Urgency), appointment.Urgency);
        yield return Change("outside-hours-reason", nameof(Appointment.OutsideHoursReason), appointment.OutsideHoursReason);
        yield return Change("cancel-reason", nameof(Appointment.CancelReason), appointment.CancelReason);
        var gone = db.ChangeTracker.Entries<Applicant>()
            .Where(other => other.Entity.AppointmentId == appointment.Id && !appointment.Applicants.Contains(other.Entity))
            .SelectMany(other => ChangesOf(db, other, comes: false));
        foreach (var change in appointment.Applicants.SelectMany(applicant => ChangesOf(db, db.Entry(applicant), comes: true)).Concat(gone))
        {
            yield return change;
        }

        PersonalChange Change(string field, string property, string? after) => new(field, Before<string>(entry, property), after);
    }

    private PersonalChange[] ChangesOf(CreneauDb db, EntityEntry<Applicant> entry, bool comes)
    {
        var applicant = entry.Entity;
        var numbersBefore = db.ChangeTracker.Entries<PreRequest>()
            .Where(number => number.State != EntityState.Added && IsKnown(entry) && number.Entity.ApplicantId == applicant.Id)
            .Select(number => number.Entity);
        return
        [
            Change("birth-name", Before<string>(entry, nameof(Applicant.BirthName)), applicant.BirthName),
            Change("first-given-name", Before<string>(entry, nameof(Applicant.FirstGivenName)), applicant.FirstGivenName),
            Change("birth-date", BirthDateBefore(entry)?.ToString(), applicant.BirthDate?.ToString()),
            Change("distinction", NullIfEmpty(Before<string>(entry, nameof(Applicant.Distinction))), NullIfEmpty(applicant.Distinction)),
            Change("pre-requests", Numbers(numbersBefore), Numbers(applicant.PreRequests)),
        ];

        PersonalChange Change(string field, string? before, string? after) => new(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{applicant.Ordinal}.{field}"), before, comes ? after : null);
    }

    private static BirthDate? BirthDateBefore(EntityEntry<Applicant> entry) =>
        Before<int?>(entry, nameof(Applicant.BirthYear)) is { } year
            ? new BirthDate(year, Before<int?>(entry, nameof(Applicant.BirthMonth)), Before<int?>(entry, nameof(Applicant.BirthDay)))
            : null;

    private string? Numbers(IEnumerable<PreRequest> numbers)
    {
        var known = numbers.Select(number => keys.Decrypt(number.Cipher)).Order(StringComparer.Ordinal).ToList();
        return known.Count == 0 ? null : string.Join(',', known);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static T? Before<T>(EntityEntry entry, string property) =>
        IsKnown(entry) ? (T?)entry.Property(property).OriginalValue : default;

    private static bool IsKnown(EntityEntry entry) => entry.State is not (EntityState.Added or EntityState.Detached);

    private static bool IsPersonal(Appointment appointment) =>
        appointment.Contact is not null
        || appointment.CommuneInsee is not null
        || appointment.Applicants.Any(applicant => applicant.IsNamed);
}
