using Creneau.Privacy;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

public abstract record LookUpResult
{
    public sealed record Found(Appointment Appointment) : LookUpResult;

    /// <summary>There is none, or it is somebody else's.</summary>
    public sealed record NotFound : LookUpResult;

    /// <summary>This network has found nothing for this contact too often within the hour; nothing was looked up.</summary>
    public sealed record TooMany : LookUpResult;
}

/// <summary>Reads an appointment for the person it belongs to; « not found » and « not yours » are the same answer.</summary>
public sealed class FindAppointment(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AppointmentTokens tokens, Door door, Keys keys, BookingLimits limits, TimeProvider clock)
{
    private const string Purpose = "look-up";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

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

    /// <summary>
    /// By reference and the contact's e-mail or phone, as typed. A network that found nothing for a contact too often
    /// within the hour finds nothing for it any more; all others do, so that nobody is shut out by a stranger.
    /// </summary>
    public async Task<LookUpResult> ByReferenceAsync(string? reference, string? contact, Visitor visitor, CancellationToken ct)
    {
        if (Reference.Read(reference) is not { } digits || ContactReader.Any(contact, visitor.Language) is not { } proven)
        {
            return new LookUpResult.NotFound();
        }

        if (await IsSpentAsync(proven, visitor, ct))
        {
            return new LookUpResult.TooMany();
        }

        var found = await OwnedByAsync(digits, proven, ct) is { } id ? await ByIdAsync(id, ct) : null;
        if (found is not null && IsShown(found))
        {
            return new LookUpResult.Found(found);
        }

        await NoteFailureAsync(proven, visitor, ct);
        return new LookUpResult.NotFound();
    }

    private Task<bool> IsSpentAsync(Contact proven, Visitor visitor, CancellationToken ct) => contexts.ReadAsync(
        storage,
        db => LimitCounter.IsSpentAsync(db, Purpose, proven.SubjectIn(keys, visitor.NetworkHash), limits.LookUpsPerContactAndHour, Hour, clock.GetUtcNow().UtcDateTime, ct),
        ct);

    /// <summary>Reads no more of an appointment than its contact, so that a wrong contact takes as long as an unknown reference.</summary>
    private Task<Guid?> OwnedByAsync(string reference, Contact proven, CancellationToken ct) => contexts.ReadAsync(storage, async db =>
    {
        var known = await db.Appointments.Where(row => row.Reference == reference)
            .Select(row => new { row.Id, Contact = new Contact(row.Email, row.Phone, "") })
            .SingleOrDefaultAsync(ct);
        return known?.Contact.Meets(proven) == true ? known.Id : (Guid?)null;
    }, ct);

    private Task NoteFailureAsync(Contact proven, Visitor visitor, CancellationToken ct) => door.RunAsync(null, false, async transaction =>
        Decide.Keep(await LimitCounter.TryUseAsync(transaction.Db, Purpose, proven.SubjectIn(keys, visitor.NetworkHash), limits.LookUpsPerContactAndHour, Hour, transaction.NowUtc, ct)), ct);

    /// <summary>By id; for whoever has proven already that it is theirs.</summary>
    public Task<Appointment?> ByIdAsync(Guid id, CancellationToken ct) =>
        contexts.ReadAsync(storage, db => WithPeople(db).SingleOrDefaultAsync(row => row.Id == id, ct), ct);

    private static IQueryable<Appointment> WithPeople(CreneauDb db) => db.Appointments.AsNoTracking()
        .Include(row => row.Applicants.OrderBy(applicant => applicant.Ordinal))
        .ThenInclude(applicant => applicant.PreRequests);

    /// <summary>Holds belong to a browser; only what was confirmed once has a reference that counts.</summary>
    private static bool IsShown(Appointment appointment) =>
        appointment.Status is not (AppointmentStatus.Held or AppointmentStatus.Expired) && appointment.Applicants.Count > 0;
}
