using System.Globalization;
using System.Security.Cryptography;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

/// <summary>How often codes may be asked for; settings under `Creneau:Limits`.</summary>
public sealed class CodeLimits
{
    /// <summary>Codes sent to one contact within an hour when one network asks.</summary>
    public int CodesPerContactAndHour { get; set; } = 6;

    /// <summary>
    /// Codes sent to one contact within an hour, whoever asks: its mailbox is not to be filled. As many again for networks
    /// that ask for the first time within the hour.
    /// </summary>
    public int CodesPerContactAndHourInAll { get; set; } = 24;

    /// <summary>Codes by SMS to a thousand numbers in a row within an hour.</summary>
    public int SmsCodesPerBlockAndHour { get; set; } = 10;

    /// <summary>Codes by SMS that one network asks for within an hour; a school or a mobile operator is one network.</summary>
    public int SmsCodesPerNetworkAndHour { get; set; } = 40;

    /// <summary>Slots that one network keeps for one contact at a time, whatever the number of browsers.</summary>
    public int HoldsPerContact { get; set; } = 3;

    /// <summary>Codes for one appointment: the first and three new ones (rule 5).</summary>
    public int CodesPerAppointment { get; set; } = 4;

    /// <summary>Seconds between two codes for one appointment (rule 5).</summary>
    public int SecondsBetweenCodes { get; set; } = 60;
}

/// <summary>Whether another code may leave for a hold, and its leaving.</summary>
public sealed class CodeSending(AvailabilityIndex availability, PlatformKeys keys, CodeLimits limits, SmsCodes sms)
{
    private const string Codes = "code";
    private const string Kept = "kept";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    internal FormKey FormOf(Actor actor, string formId, Guid holdId) => FormKey.Of(keys, "code", actor, formId, $"{holdId}");

    /// <param name="codes">Those sent for the hold before, oldest first.</param>
    /// <returns>Null when one more may leave; then it is counted.</returns>
    internal async Task<CodeResult.Refused?> RefusalAsync(
        Transaction transaction, Appointment hold, List<OneTimeCode> codes, Contact contact, CancellationToken ct)
    {
        if (codes.Count >= limits.CodesPerAppointment)
        {
            return new CodeResult.Refused(CodeRefusal.TooManyForAppointment);
        }

        // A corrected address has had none yet; corrected to and fro, they have, and one that was erased may be the same
        var before = hold.Contact is null || hold.HasContact(contact) ? 1 : 2;
        if (codes.Count >= before
            && codes[^before].SentUtc.AddSeconds(limits.SecondsBetweenCodes) - transaction.NowUtc is var wait
            && wait > TimeSpan.Zero)
        {
            return new CodeResult.Refused(CodeRefusal.TooFast, wait);
        }

        if (contact.IsBySms && await sms.RefusalAsync(transaction, hold, contact.Phone!, ct) is { } reason)
        {
            return new CodeResult.Refused(reason);
        }

        return await TryCountAsync(transaction, contact, ct)
            && await HoldsBesideAsync(transaction, hold, contact, ct) < limits.HoldsPerContact
            ? null
            : new CodeResult.Refused(CodeRefusal.TooManyForContact);
    }

    /// <returns>Until when the new code can be typed; those before can no longer.</returns>
    internal DateTime Send(Transaction transaction, Appointment hold, List<OneTimeCode> earlier)
    {
        earlier.ForEach(code => code.Revoke(transaction.NowUtc));
        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var fresh = new OneTimeCode(hold.Id, keys.Codes.Of(hold.Id.ToString(), digits), transaction.NowUtc);
        transaction.Db.Add(fresh);
        // Of what was typed for a hold nothing may stay longer than the hold: the message names nobody
        var facts = AppointmentMessages.Facts(hold, availability.Places, sequence: 0) with { People = [] };
        var occasion = string.Create(CultureInfo.InvariantCulture, $"code-{earlier.Count + 1}");
        var timing = new MessageTiming(transaction.NowUtc, fresh.ExpiresUtc) { AtAnyHour = true };
        transaction.Db.AddRange(AppointmentMessages.Of(hold, MessagePurpose.Code, occasion, facts, timing, keys.Encrypt(digits)));
        return fresh.ExpiresUtc;
    }

    /// <summary>Who uses the same limit at the same moment waits there, so that the holds are counted one after the other.</summary>
    /// <returns>Whether one more code may leave. Strangers who have spent what a mailbox gets leave as much again to
    /// networks that have not asked yet.</returns>
    private async Task<bool> TryCountAsync(Transaction transaction, Contact contact, CancellationToken ct)
    {
        var (db, nowUtc) = (transaction.Db, transaction.NowUtc);
        var here = new Limit(Codes, contact.SubjectIn(keys, transaction.Actor.NetworkHash), limits.CodesPerContactAndHour, Hour, nowUtc);
        var all = new Limit(Codes, contact.SubjectIn(keys), limits.CodesPerContactAndHourInAll, Hour, nowUtc);
        return await LimitCounter.TryUseAsync(db, here, ct)
            && (await LimitCounter.TryUseAsync(db, all, ct)
                || (!await LimitCounter.IsSpentAsync(db, here with { Most = 2 }, ct)
                    && await LimitCounter.TryUseAsync(db, all with { Most = limits.CodesPerContactAndHourInAll * 2 }, ct)));
    }

    /// <summary>Notes this hold for its contact and network.</summary>
    /// <returns>How many others of them are live: holds of other sessions that would write to the same contact.</returns>
    private async Task<int> HoldsBesideAsync(Transaction transaction, Appointment hold, Contact contact, CancellationToken ct)
    {
        var (db, nowUtc, subject) = (transaction.Db, transaction.NowUtc, contact.SubjectIn(keys, transaction.Actor.NetworkHash));
        var own = hold.Id.ToString();
        var beside = await db.ReadAsync(
            $"""
            SELECT occasion FROM limit_use
            WHERE purpose = {Kept} AND subject_hash = {subject} AND occasion <> {own} AND delete_after_utc > {nowUtc}
            """,
            row => Guid.Parse(row.GetString(0)),
            ct);
        transaction.RunLast(() =>
            $"""
            INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc) VALUES ({Kept}, {subject}, {own}, {hold.HoldLimitUtc})
            ON CONFLICT DO NOTHING
            """);
        return beside.Count == 0
            ? 0
            : await db.Appointments.CountAsync(
                other => beside.Contains(other.Id) && other.Status == AppointmentStatus.Held && other.HeldUntilUtc > nowUtc, ct);
    }
}
