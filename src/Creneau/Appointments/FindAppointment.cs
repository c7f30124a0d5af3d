using Creneau.Acting;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Appointments;

public abstract record LookUpResult
{
    public sealed record Found(OpenedAppointment Opened) : LookUpResult;

    /// <summary>There is none, or it is somebody else's.</summary>
    public sealed record NotFound : LookUpResult;

    /// <summary>This network has found nothing for this contact too often within the hour; nothing was looked up.</summary>
    public sealed record TooMany : LookUpResult;
}

/// <summary>How often look-ups may fail; settings under `Creneau:Limits`.</summary>
public sealed class LookUpLimits
{
    /// <summary>
    /// Look-ups by reference that found nothing for one contact within an hour from one network; then that network
    /// finds nothing of it any more.
    /// </summary>
    public int LookUpsPerContactAndHour { get; set; } = 20;

    /// <summary>Wrong short links within an hour from one network; then that network opens none any more.</summary>
    public int WrongShortLinksPerNetworkAndHour { get; set; } = 20;
}

/// <summary>
/// Opens an appointment for whoever proves a right to it, and makes that right a value; « not found » and « not yours »
/// are the same answer. Holds are opened by the session that they belong to.
/// </summary>
public sealed class FindAppointment(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AppointmentTokens tokens, ShortLinks shortLinks, LookUps lookUps)
{
    /// <summary>By the link of a message.</summary>
    /// <returns>Null when the link proves nothing (any more).</returns>
    public async Task<OpenedAppointment?> ByLinkAsync(string? token, CancellationToken ct)
    {
        if (AppointmentTokens.AppointmentOf(token) is not { } id)
        {
            return null;
        }

        var appointment = await ReadAsync(id, ct);
        return appointment is not null && tokens.Proves(token!, id, appointment.TokenVersion) && IsShown(appointment)
            ? Open(appointment)
            : null;
    }

    /// <summary>
    /// By reference and the contact's e-mail or phone, as typed. A network that found nothing for a contact too often
    /// within the hour finds nothing for it any more; all others do, so that nobody is shut out by a stranger.
    /// </summary>
    public async Task<LookUpResult> ByReferenceAsync(Actor actor, string? reference, string? contact, CancellationToken ct)
    {
        if (Reference.Read(reference) is not { } digits || ContactReader.Any(contact, actor.Language) is not { } proven)
        {
            return new LookUpResult.NotFound();
        }

        if (await lookUps.AreSpentAsync(actor, proven, ct))
        {
            return new LookUpResult.TooMany();
        }

        var found = await OwnedByAsync(digits, proven, ct) is { } id ? await ReadAsync(id, ct) : null;
        if (found is not null && IsShown(found))
        {
            return new LookUpResult.Found(Open(found));
        }

        await lookUps.CountFailureAsync(actor, proven, ct);
        return new LookUpResult.NotFound();
    }

    /// <summary>
    /// By the short link of a slip or an SMS, as typed. A network that found nothing too often within the hour finds nothing any
    /// more.
    /// </summary>
    public async Task<LookUpResult> ByShortLinkAsync(Actor actor, string? typed, CancellationToken ct)
    {
        if (await lookUps.AreSpentAsync(actor, ct))
        {
            return new LookUpResult.TooMany();
        }

        var found = shortLinks.HashOf(typed) is { } hash ? await LinkedAsync(hash, ct) : null;
        if (found is not null && IsShown(found))
        {
            return new LookUpResult.Found(Open(found));
        }

        await lookUps.CountFailureAsync(actor, ct);
        return new LookUpResult.NotFound();
    }

    /// <summary>By a right that was proven before and kept by the browser.</summary>
    /// <returns>Null when it is worth nothing any more.</returns>
    public async Task<OpenedAppointment?> ByAccessAsync(AppointmentAccess access, CancellationToken ct) =>
        await ReadAsync(access.AppointmentId, ct) is { } appointment && access.Opens(appointment) && IsShown(appointment)
            ? new OpenedAppointment(appointment, access)
            : null;

    /// <summary>By the session that booked it.</summary>
    public async Task<OpenedAppointment?> BySessionAsync(Actor actor, Guid id, CancellationToken ct) =>
        await HoldAsync(actor, id, ct) is { } own && IsShown(own) ? Open(own) : null;

    /// <summary>By an agent's rights at its town hall, or at the one that booked it.</summary>
    public async Task<OpenedAppointment?> ByAgentAsync(Actor agent, Guid id, CancellationToken ct) =>
        await ReadAsync(id, ct) is { } appointment
        && IsShown(appointment)
        && AppointmentAccess.ForAgent(agent, appointment) is { } access
            ? new OpenedAppointment(appointment, access)
            : null;

    /// <summary>What a session has held, whatever has become of it; null for a hold of another session.</summary>
    public async Task<Appointment?> HoldAsync(Actor actor, Guid id, CancellationToken ct) =>
        await ReadAsync(id, ct) is { } hold && hold.SessionHash == actor.SessionHash ? hold : null;

    /// <summary>Whether a hold, of whatever session, was confirmed or given back since.</summary>
    public Task<bool> WasAppointmentAsync(Guid id, CancellationToken ct) => contexts.ReadAsync(
        storage,
        db => db.Set<Appointment>().AnyAsync(
            row => row.Id == id && row.Status != AppointmentStatus.Held && row.Status != AppointmentStatus.Expired, ct),
        ct);

    private static OpenedAppointment Open(Appointment appointment) => new(appointment, AppointmentAccess.To(appointment));

    private Task<Appointment?> ReadAsync(Guid id, CancellationToken ct) =>
        contexts.ReadAsync(storage, db => db.Appointments.AsNoTracking().WithPeople().SingleOrDefaultAsync(row => row.Id == id, ct), ct);

    private Task<Appointment?> LinkedAsync(string hash, CancellationToken ct) => contexts.ReadAsync(
        storage, db => db.Appointments.AsNoTracking().WithPeople().SingleOrDefaultAsync(row => row.ShortLinkHash == hash, ct), ct);

    /// <summary>Reads no more of an appointment than its contact, so that a wrong contact takes as long as an unknown reference.</summary>
    private Task<Guid?> OwnedByAsync(string reference, Contact proven, CancellationToken ct) => contexts.ReadAsync(storage, async db =>
    {
        var known = await db.Appointments.Where(row => row.Reference == reference)
            .Select(row => new { row.Id, Contact = new Contact(row.Email, row.Phone, "") })
            .SingleOrDefaultAsync(ct);
        return known?.Contact.SharesWayWith(proven) == true ? known.Id : (Guid?)null;
    }, ct);

    /// <summary>
    /// Holds belong to a session; only what was confirmed once has a reference that counts. What agents book without a name was
    /// no hold.
    /// </summary>
    private static bool IsShown(Appointment appointment) =>
        appointment.Status is not (AppointmentStatus.Held or AppointmentStatus.Expired)
            && (appointment.SessionHash is null || appointment.Applicants.Any(applicant => applicant.IsNamed));
}
