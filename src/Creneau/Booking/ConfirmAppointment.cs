using System.Security.Cryptography;
using System.Text;
using Creneau.Privacy;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

/// <summary>
/// Turns a hold into an appointment when the right code is typed. A try is counted and committed before the code is
/// compared: the one exception to « a refusal has written nothing » (rule 5).
/// </summary>
public sealed class ConfirmAppointment(Door door, Confirmation confirmation, Keys keys)
{
    /// <param name="typed">What was typed; spaces do not matter.</param>
    /// <param name="formId">Random id of the form: a double click gets the first one's answer.</param>
    public async Task<ConfirmResult> RunAsync(Guid appointmentId, Visitor visitor, string typed, string formId, CancellationToken ct)
    {
        var digits = string.Concat(typed.Take(40).Where(char.IsAsciiDigit));
        var form = FormKey.Of(keys, "confirm", visitor.BrowserHash, formId, appointmentId.ToString(), digits);
        var check = await door.RunAsync<CodeCheck>(null, CodeCheck.Refused(new ConfirmResult.HoldGone()), transaction => CountTryAsync(transaction, appointmentId, visitor, ct), ct);
        var refusal = check.Refusal ?? (Matches(check, appointmentId, digits) ? null : new ConfirmResult.WrongCode(OneTimeCode.MaxTries - check.Tries));
        if (refusal is not null)
        {
            // A form that was answered has used its code, so that its repetition comes here
            return await door.EarlierAnswerAsync<ConfirmResult>(form, ct) ?? refusal;
        }

        return await door.RunAsync<ConfirmResult>(form, new ConfirmResult.HoldGone(), transaction => ConfirmAsync(transaction, appointmentId, check.CodeId, visitor, ct), ct);
    }

    private static async Task<Decision<CodeCheck>> CountTryAsync(DoorTransaction transaction, Guid appointmentId, Visitor visitor, CancellationToken ct)
    {
        var nowUtc = transaction.NowUtc;
        var counted = await transaction.Db.ReadAsync(
            $"""
            UPDATE one_time_code SET tries = tries + 1
            WHERE id = (SELECT max(id) FROM one_time_code WHERE appointment_id = {appointmentId})
                AND tries < {OneTimeCode.MaxTries} AND used_utc IS NULL AND revoked_utc IS NULL AND expires_utc > {nowUtc}
                AND EXISTS (SELECT 1 FROM appointment WHERE id = {appointmentId} AND status = 0 AND browser_hash = {visitor.BrowserHash} AND held_until_utc > {nowUtc})
            RETURNING id, code_hash, tries
            """,
            row => new CodeCheck(null, row.GetInt64(0), row.GetString(1), row.GetInt32(2)),
            ct);
        return counted is [var check]
            ? Decide.Keep(check)
            : Decide.Refuse(CodeCheck.Refused(await WhyNotAsync(transaction.Db, appointmentId, visitor, nowUtc, ct)));
    }

    private static async Task<ConfirmResult> WhyNotAsync(CreneauDb db, Guid appointmentId, Visitor visitor, DateTime nowUtc, CancellationToken ct)
    {
        var appointment = await db.Appointments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == appointmentId, ct);
        var last = await db.OneTimeCodes.AsNoTracking().Where(code => code.AppointmentId == appointmentId).OrderByDescending(code => code.Id).FirstOrDefaultAsync(ct);
        return appointment switch
        {
            null => new ConfirmResult.HoldGone(),
            _ when appointment.BrowserHash != visitor.BrowserHash => new ConfirmResult.HoldGone(),
            { Status: AppointmentStatus.Confirmed } => new ConfirmResult.Confirmed(appointment.Id),
            _ when !appointment.IsLiveHold(nowUtc) => new ConfirmResult.HoldGone(),
            _ when last is { UsedUtc: null, RevokedUtc: null, Tries: < OneTimeCode.MaxTries } && last.ExpiresUtc <= nowUtc => new ConfirmResult.CodeLate(),
            _ => new ConfirmResult.CodeDead(),
        };
    }

    private bool Matches(CodeCheck check, Guid appointmentId, string digits) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(check.CodeHash),
        Encoding.ASCII.GetBytes(keys.Codes.Of(appointmentId.ToString(), digits)));

    private async Task<Decision<ConfirmResult>> ConfirmAsync(DoorTransaction transaction, Guid appointmentId, long codeId, Visitor visitor, CancellationToken ct)
    {
        if (await HoldOfVisitor.LockAsync(transaction, appointmentId, visitor, ct) is not { } hold)
        {
            return Decide.Refuse<ConfirmResult>(new ConfirmResult.HoldGone());
        }

        var used = await transaction.Db.WriteAsync(
            $"UPDATE one_time_code SET used_utc = {transaction.NowUtc} WHERE id = {codeId} AND used_utc IS NULL AND revoked_utc IS NULL",
            ct);
        if (used != 1)
        {
            return Decide.Refuse<ConfirmResult>(new ConfirmResult.CodeDead());
        }

        return Decide.Keep(await confirmation.AskAsync(transaction, hold, visitor, ct));
    }

    private sealed record CodeCheck(ConfirmResult? Refusal, long CodeId, string CodeHash, int Tries)
    {
        public static CodeCheck Refused(ConfirmResult refusal) => new(refusal, 0, "", 0);
    }
}
