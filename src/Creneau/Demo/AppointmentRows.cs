using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.OnePerPerson;
using Creneau.Reminders;
using Creneau.Storage;
using Creneau.Storage.Bulk;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Creneau.Demo;

/// <summary>Appointments with everything that hangs on them, ready to be inserted table by table.</summary>
internal sealed class AppointmentRows(IModel model)
{
    private readonly BulkTable _appointments = BulkTable.Of<Appointment>(model);
    private readonly BulkTable _applicants = BulkTable.Of<Applicant>(model, nameof(Applicant.Id), nameof(Applicant.AppointmentId));
    private readonly BulkTable _preRequests = BulkTable.Of<PreRequest>(model, nameof(PreRequest.ApplicantId));
    private readonly BulkTable _events = BulkTable.Of<AppointmentEvent>(model);
    private readonly BulkTable _occupancies = BulkTable.Of<Occupancy>(model);
    private readonly BulkTable _claims = BulkTable.Of<PersonClaim>(model);
    private readonly BulkTable _reminders = BulkTable.Of<Reminder>(model);

    public int Appointments => _appointments.Rows.Count;

    public int People => _applicants.Rows.Count;

    /// <summary>The tables, in the order in which they may be inserted.</summary>
    public IReadOnlyList<BulkTable> Tables => [_appointments, _applicants, _preRequests, _events, _occupancies, _claims, _reminders];

    /// <param name="firstApplicantId">Id of the first applicant; the others follow.</param>
    public void Add(Appointment appointment, IEnumerable<PersonClaim> claims, long firstApplicantId)
    {
        _appointments.Add(appointment);
        foreach (var applicant in appointment.Applicants)
        {
            var id = firstApplicantId + applicant.Ordinal;
            _applicants.Add(applicant, id, appointment.Id);
            applicant.PreRequests.ForEach(number => _preRequests.Add(number, id));
        }

        foreach (var happened in appointment.TakeNewEvents(Actor.Importer))
        {
            _events.Add(happened);
        }

        _occupancies.Add(new Occupancy(appointment.Id, appointment.Slot.Range));
        foreach (var claim in claims)
        {
            _claims.Add(claim);
        }
    }

    public void Add(IEnumerable<Reminder> reminders)
    {
        foreach (var reminder in reminders)
        {
            _reminders.Add(reminder);
        }
    }

    public async Task WriteAsync(StorageProvider storage, CreneauDb db, CancellationToken ct)
    {
        foreach (var table in Tables)
        {
            await storage.InsertManyAsync(db, table, ct);
        }
    }
}
