using System.Security.Cryptography;
using System.Text;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Booking;

/// <summary>
/// Turns a hold into an appointment when the right code is typed. A try is counted and committed before the code is
/// compared: the one exception to « a refusal has written nothing » (rule 5).
/// </summary>
public sealed class ConfirmAppointment(Transactions transactions, AppointmentLocks locks, Confirmation confirmation, PlatformKeys keys)
{
    /// <summary>Confirms a hold of the actor's session; a refusal has counted the try, and written nothing else.</summary>
    /// <param name="typed">What was typed; spaces do not matter.</param>
    /// <param name="formId">Random id of the form: a double click gets the first one's answer.</param>
    public async Task<ConfirmResult> RunAsync(Actor actor, Guid appointmentId, string typed, string formId, CancellationToken ct)
    {
        var digits = string.Concat(typed.Take(40).Where(char.IsAsciiDigit));
        var form = FormKey.Of(keys, "confirm", actor, formId, appointmentId.ToString(), digits);
        var check = await transactions.RunAsync(actor, "try-code", transaction => CountTryAsync(transaction, appointmentId, ct), ct);
        var refusal = check.Refusal
            ?? (Matches(check, appointmentId, digits) ? null : new ConfirmResult.WrongCode(OneTimeCode.MaxTries - check.Tries));
        if (refusal is not null)
        {
            // A form that was answered has used its code, so that its repetition comes here
            return await transactions.EarlierAnswerAsync<ConfirmResult>(form, ct)
                ?? check.Refusal
                ?? await transactions.RefuseAsync(actor, AppointmentAudit.Of("confirm", appointmentId), refusal, ct);
        }

        return await transactions.RunAsync<ConfirmResult>(
            actor, form, new ConfirmResult.HoldGone(), transaction => ConfirmAsync(transaction, appointmentId, check.CodeId, ct), ct);
    }

    private static async Task<TransactionResult<CodeCheck>> CountTryAsync(Transaction transaction, Guid appointmentId, CancellationToken ct)
    {
        transaction.Audit(AppointmentAudit.Of("try-code", appointmentId));
        var session = transaction.Actor.SessionHash;
        var nowUtc = transaction.NowUtc;
        var counted = await transaction.Db.ReadAsync(
            $"""
            UPDATE one_time_code SET tries = tries + 1
            WHERE id = (SELECT max(id) FROM one_time_code WHERE appointment_id = {appointmentId})
                AND tries < {OneTimeCode.MaxTries} AND used_utc IS NULL AND revoked_utc IS NULL AND expires_utc > {nowUtc}
                AND EXISTS (SELECT 1 FROM appointment
                    WHERE id = {appointmentId} AND status = 0 AND session_hash = {session} AND held_until_utc > {nowUtc})
            RETURNING id, code_hash, tries
            """,
            row => new CodeCheck(null, row.GetInt64(0), row.GetString(1), row.GetInt32(2)),
            ct);
        if (counted is [var check])
        {
            return Commit(check);
        }

        var whyNot = await WhyNotAsync(transaction, appointmentId, ct);
        transaction.AuditRefusal(whyNot);
        return Refuse(CodeCheck.Refused(whyNot));
    }

    private static async Task<ConfirmResult> WhyNotAsync(Transaction transaction, Guid appointmentId, CancellationToken ct)
    {
        var (db, nowUtc) = (transaction.Db, transaction.NowUtc);
        var appointment = await db.Appointments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == appointmentId, ct);
        var last = await db.OneTimeCodes.AsNoTracking()
            .Where(code => code.AppointmentId == appointmentId)
            .OrderByDescending(code => code.Id)
            .FirstOrDefaultAsync(ct);
        return appointment switch
        {
            null => new ConfirmResult.HoldGone(),
            _ when appointment.SessionHash != transaction.Actor.SessionHash => new ConfirmResult.HoldGone(),
            { Status: AppointmentStatus.Confirmed } => new ConfirmResult.Confirmed(appointment.Id),
            _ when !appointment.IsLiveHold(nowUtc) => new ConfirmResult.HoldGone(),
            _ when last is { UsedUtc: null, RevokedUtc: null, Tries: < OneTimeCode.MaxTries }
                && last.ExpiresUtc <= nowUtc => new ConfirmResult.CodeLate(),
            _ => new ConfirmResult.CodeDead(),
        };
    }

    private bool Matches(CodeCheck check, Guid appointmentId, string digits) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(check.CodeHash),
        Encoding.ASCII.GetBytes(keys.Codes.Of(appointmentId.ToString(), digits)));

    private async Task<TransactionResult<ConfirmResult>> ConfirmAsync(
        Transaction transaction, Guid appointmentId, long codeId, CancellationToken ct)
    {
        transaction.Audit(AppointmentAudit.Of("confirm", appointmentId));
        var (hold, isLocked) = await HeldAppointment.LockAsync(transaction, locks, appointmentId, ct);
        if (!isLocked)
        {
            return StartAgain<ConfirmResult>();
        }

        if (hold is null)
        {
            return Refuse<ConfirmResult>(new ConfirmResult.HoldGone());
        }

        var used = await transaction.Db.WriteAsync(
            $"UPDATE one_time_code SET used_utc = {transaction.NowUtc} WHERE id = {codeId} AND used_utc IS NULL AND revoked_utc IS NULL",
            ct);
        return used == 1
            ? await confirmation.ConfirmAsync(transaction, hold, isNewQuestion: true, ct)
            : Refuse<ConfirmResult>(new ConfirmResult.CodeDead());
    }

    private sealed record CodeCheck(ConfirmResult? Refusal, long CodeId, string CodeHash, int Tries)
    {
        public static CodeCheck Refused(ConfirmResult refusal) => new(refusal, 0, "", 0);
    }
}
