using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Privacy;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

public enum CodeRefusal
{
    /// <summary>The slot is no longer kept for this browser.</summary>
    HoldGone,

    /// <summary>Less than a minute since the last code.</summary>
    TooFast,

    /// <summary>This appointment has had its four codes.</summary>
    TooManyForAppointment,

    /// <summary>This contact has had too many codes within the hour, or has too many slots kept already.</summary>
    TooManyForContact,
}

[JsonDerivedType(typeof(Sent), "sent")]
[JsonDerivedType(typeof(NotNeeded), "not-needed")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record CodeResult
{
    public sealed record Sent(DateTime ExpiresUtc) : CodeResult;

    /// <summary>The contact is proven for this hold already (rule 4): the people were confirmed as they are now, or the answer says why not.</summary>
    public sealed record NotNeeded(ConfirmResult Answer) : CodeResult;

    /// <param name="Wait">Until another code may be asked for; zero unless it was <see cref="CodeRefusal.TooFast"/>.</param>
    public sealed record Refused(CodeRefusal Reason, TimeSpan Wait = default) : CodeResult;
}

/// <summary>Notes who comes and sends a one-time code to the contact; the slot is kept until that code expires.</summary>
public sealed class AskForCode(Door door, AvailabilityIndex availability, Keys keys, Claims claims, Confirmation confirmation, BookingLimits limits)
{
    private const string Kept = "kept";

    /// <param name="contact">As read by <see cref="ContactReader"/>.</param>
    /// <param name="people">
    /// As read by <see cref="PartyReader"/>; a code that this contact has and that still counts is not sent again. Null to
    /// send a new one for what is noted already.
    /// </param>
    /// <param name="formId">Random id of the form.</param>
    public Task<CodeResult> RunAsync(Guid appointmentId, Visitor visitor, Contact contact, IReadOnlyList<ReadPerson>? people, string formId, CancellationToken ct)
    {
        // Details sent twice note the same people for the same code, and those sent last count; a new code is sent once a form
        var form = people is null ? FormKey.Of(keys, "code", visitor.BrowserHash, formId, $"{appointmentId}") : null;
        return door.RunAsync<CodeResult>(form, Refused(CodeRefusal.HoldGone), transaction => AskAsync(transaction, appointmentId, visitor, contact, people, ct), ct);
    }

    private async Task<Decision<CodeResult>> AskAsync(DoorTransaction transaction, Guid appointmentId, Visitor visitor, Contact contact, IReadOnlyList<ReadPerson>? people, CancellationToken ct)
    {
        var db = transaction.Db;
        if (await HoldOfVisitor.LockAsync(transaction, appointmentId, visitor, ct) is not { } hold)
        {
            return Decide.Refuse<CodeResult>(Refused(CodeRefusal.HoldGone));
        }

        var nowUtc = transaction.NowUtc;
        var codes = await db.OneTimeCodes.Where(code => code.AppointmentId == appointmentId).OrderBy(code => code.Id).ToListAsync(ct);
        var isRead = people is null ? codes.Count > 0 : people.Select(person => person.Kind).SequenceEqual(hold.Kinds);
        if (!isRead)
        {
            // What another hold left to be filled in, or another party, has not been read for this one
            return Decide.Refuse<CodeResult>(Refused(CodeRefusal.HoldGone));
        }

        if (people is not null && StandingCode(codes, hold, contact, nowUtc) is { } standing)
        {
            hold.Correct(contact, Applicants(hold, people));
            return Decide.Keep<CodeResult>(new CodeResult.Sent(standing.ExpiresUtc));
        }

        if (people is not null && hold.ContactProvenUtc is not null && hold.WritesTo(contact))
        {
            hold.Correct(contact, Applicants(hold, people));
            return Decide.Keep<CodeResult>(new CodeResult.NotNeeded(await confirmation.AskAsync(transaction, hold, visitor, ct)));
        }

        if (await RefusalAsync(db, hold, codes, contact, visitor, nowUtc, ct) is { } refusal)
        {
            return Decide.Refuse<CodeResult>(refusal);
        }

        hold.Describe(contact, people is null ? null : Applicants(hold, people), nowUtc);
        transaction.Restate(hold);
        return Decide.Keep<CodeResult>(new CodeResult.Sent(Send(db, hold, codes, nowUtc)));
    }

    /// <summary>The code that was sent to the same contact and still counts: mending a name needs no other one.</summary>
    private static OneTimeCode? StandingCode(List<OneTimeCode> codes, Appointment hold, Contact contact, DateTime nowUtc) =>
        codes.LastOrDefault() is { } last && last.Counts(nowUtc) && hold.WritesTo(contact) ? last : null;

    private async Task<CodeResult.Refused?> RefusalAsync(CreneauDb db, Appointment hold, List<OneTimeCode> codes, Contact contact, Visitor visitor, DateTime nowUtc, CancellationToken ct)
    {
        if (codes.Count >= limits.CodesPerAppointment)
        {
            return Refused(CodeRefusal.TooManyForAppointment);
        }

        // A corrected address has had none yet; corrected to and fro, they have, and one that was erased may be the same
        var before = hold.Contact is null || hold.WritesTo(contact) ? 1 : 2;
        if (codes.Count >= before && codes[^before].SentUtc.AddSeconds(limits.SecondsBetweenCodes) - nowUtc is var wait && wait > TimeSpan.Zero)
        {
            return Refused(CodeRefusal.TooFast) with { Wait = wait };
        }

        return await TryCountAsync(db, contact, visitor, nowUtc, ct) && await HoldsBesideAsync(db, hold, contact.SubjectIn(keys, visitor.NetworkHash), nowUtc, ct) < limits.HoldsPerContact
            ? null
            : Refused(CodeRefusal.TooManyForContact);
    }

    /// <summary>Who uses the same limit at the same moment waits there, so that the holds are counted one after the other.</summary>
    /// <returns>Whether one more code may leave. Strangers who have spent what a mailbox gets leave as much again to networks that have not asked yet.</returns>
    private async Task<bool> TryCountAsync(CreneauDb db, Contact contact, Visitor visitor, DateTime nowUtc, CancellationToken ct)
    {
        var (here, all, hour) = (contact.SubjectIn(keys, visitor.NetworkHash), contact.SubjectIn(keys), TimeSpan.FromHours(1));
        return await LimitCounter.TryUseAsync(db, "code", here, limits.CodesPerContactAndHour, hour, nowUtc, ct)
            && (await LimitCounter.TryUseAsync(db, "code", all, limits.CodesPerContactAndHourInAll, hour, nowUtc, ct)
                || (!await LimitCounter.IsSpentAsync(db, "code", here, 2, hour, nowUtc, ct)
                    && await LimitCounter.TryUseAsync(db, "code", all, limits.CodesPerContactAndHourInAll * 2, hour, nowUtc, ct)));
    }

    /// <summary>Notes this hold for its contact and network.</summary>
    /// <returns>How many others of them are live: holds of other browsers that would write to the same contact.</returns>
    private static async Task<int> HoldsBesideAsync(CreneauDb db, Appointment hold, string subject, DateTime nowUtc, CancellationToken ct)
    {
        var beside = await db.ReadAsync(
            $"SELECT occasion FROM limit_use WHERE purpose = {Kept} AND subject_hash = {subject} AND occasion <> {hold.Id.ToString()} AND delete_after_utc > {nowUtc}",
            row => Guid.Parse(row.GetString(0)),
            ct);
        await db.WriteAsync(
            $"INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc) VALUES ({Kept}, {subject}, {hold.Id.ToString()}, {hold.HoldLimitUtc}) ON CONFLICT DO NOTHING",
            ct);
        return beside.Count == 0 ? 0 : await db.Appointments.CountAsync(other => beside.Contains(other.Id) && other.Status == AppointmentStatus.Held && other.HeldUntilUtc > nowUtc, ct);
    }

    private DateTime Send(CreneauDb db, Appointment hold, List<OneTimeCode> earlier, DateTime nowUtc)
    {
        foreach (var code in earlier)
        {
            code.Revoke(nowUtc);
        }

        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var fresh = new OneTimeCode(hold.Id, keys.Codes.Of(hold.Id.ToString(), digits), nowUtc);
        db.OneTimeCodes.Add(fresh);
        // Of what was typed for a hold nothing may stay longer than the hold: the message names nobody
        var facts = BookingMessages.Facts(hold, availability.Places, sequence: 0) with { People = [] };
        var occasion = string.Create(CultureInfo.InvariantCulture, $"code-{earlier.Count + 1}");
        db.OutboxMessages.AddRange(BookingMessages.Of(hold, MessagePurpose.Code, occasion, facts, new MessageTiming(nowUtc, fresh.ExpiresUtc), keys.Encrypt(digits)));
        return fresh.ExpiresUtc;
    }

    private IEnumerable<Applicant> Applicants(Appointment hold, IReadOnlyList<ReadPerson> people) => people.Select((person, ordinal) => new Applicant(
        ordinal,
        person.Name,
        person.BirthDate,
        availability.Places.ServiceOf(hold.PlanningId, person.Kind)!.Id,
        person.PreRequests.Select(claims.Protect)));

    private static CodeResult.Refused Refused(CodeRefusal reason) => new(reason);
}
