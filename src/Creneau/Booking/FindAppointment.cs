using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

/// <summary>Reads an appointment for the person it belongs to; « not found » and « not yours » are the same answer.</summary>
public sealed class FindAppointment(IDbContextFactory<CreneauDb> contexts, AppointmentTokens tokens)
{
    /// <summary>By the link of a message.</summary>
    /// <returns>The appointment with its people, or null when the link proves nothing (any more).</returns>
    public async Task<Appointment?> ByTokenAsync(string? token, CancellationToken ct)
    {
        if (AppointmentTokens.AppointmentOf(token) is not { } id)
        {
            return null;
        }

        var appointment = await ByIdAsync(id, ct);
        return appointment is not null && tokens.Proves(token!, id, appointment.TokenVersion) && IsShown(appointment) ? appointment : null;
    }

    /// <summary>By reference and the contact's e-mail or phone, as typed.</summary>
    public async Task<Appointment?> ByReferenceAsync(string? reference, string? contact, string language, CancellationToken ct)
    {
        if (Reference.Read(reference) is not { } digits || ContactReader.Any(contact, language) is not { } proven)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var appointment = await WithPeople(db).SingleOrDefaultAsync(row => row.Reference == digits, ct);
        return appointment?.Contact?.Meets(proven) == true && IsShown(appointment) ? appointment : null;
    }

    /// <summary>By id; for whoever has proven already that it is theirs.</summary>
    public async Task<Appointment?> ByIdAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await WithPeople(db).SingleOrDefaultAsync(row => row.Id == id, ct);
    }

    private static IQueryable<Appointment> WithPeople(CreneauDb db) => db.Appointments.AsNoTracking()
        .Include(row => row.Applicants.OrderBy(applicant => applicant.Ordinal))
        .ThenInclude(applicant => applicant.PreRequests);

    /// <summary>Holds belong to a browser; only what was confirmed once has a reference that counts.</summary>
    private static bool IsShown(Appointment appointment) =>
        appointment.Status is not (AppointmentStatus.Held or AppointmentStatus.Expired) && appointment.Applicants.Count > 0;
}
