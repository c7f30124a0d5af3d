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
        if (await door.EarlierAnswerAsync<ConfirmResult>(form, ct) is { } earlier)
        {
            return earlier;
        }

        var check = await door.RunAsync<CodeCheck>(null, CodeCheck.None, transaction => CountTryAsync(transaction, appointmentId, visitor, ct), ct);
        if (check.Refusal is { } refusal)
        {
            // The other click of a double click may have been answered while this one read
            return await door.EarlierAnswerAsync<ConfirmResult>(form, ct) ?? refusal;
        }

        if (!Matches(check, appointmentId, digits))
        {
            return new ConfirmResult.WrongCode(OneTimeCode.MaxTries - check.Tries);
        }

        return await door.RunAsync<ConfirmResult>(form, new ConfirmResult.HoldGone(), transaction => ConfirmAsync(transaction, appointmentId, check.CodeId, visitor, ct), ct);
    }

    private static async Task<Decision<CodeCheck>> CountTryAsync(DoorTransaction transaction, Guid appointmentId, Visitor visitor, CancellationToken ct)
    {
        var db = transaction.Db;
        var nowUtc = transaction.NowUtc;
        var appointment = await db.Appointments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == appointmentId, ct);
        if (appointment is null || appointment.BrowserHash != visitor.BrowserHash)
        {
            return Decide.Refuse(new CodeCheck(new ConfirmResult.HoldGone(), 0, "", 0));
        }

        var last = await db.OneTimeCodes.AsNoTracking().Where(code => code.AppointmentId == appointmentId).OrderByDescending(code => code.Id).FirstOrDefaultAsync(ct);
        if (Refusal(appointment, last, nowUtc) is { } refusal)
        {
            return Decide.Refuse(new CodeCheck(refusal, 0, "", 0));
        }

        var counted = await db.OneTimeCodes
            .Where(code => code.Id == last!.Id && code.Tries < OneTimeCode.MaxTries && code.UsedUtc == null && code.RevokedUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(code => code.Tries, code => code.Tries + 1), ct);
        var tries = counted == 1 ? await db.OneTimeCodes.Where(code => code.Id == last!.Id).Select(code => code.Tries).SingleAsync(ct) : 0;
        return counted == 1
            ? Decide.Keep(new CodeCheck(null, last!.Id, last.CodeHash, tries))
            : Decide.Refuse(new CodeCheck(new ConfirmResult.CodeDead(), 0, "", 0));
    }

    private static ConfirmResult? Refusal(Appointment appointment, OneTimeCode? last, DateTime nowUtc) => appointment switch
    {
        { Status: AppointmentStatus.Confirmed } => new ConfirmResult.Confirmed(appointment.Id),
        _ when !appointment.IsLiveHold(nowUtc) => new ConfirmResult.HoldGone(),
        _ when last is null || last.UsedUtc is not null || last.RevokedUtc is not null || last.Tries >= OneTimeCode.MaxTries => new ConfirmResult.CodeDead(),
        _ when last.ExpiresUtc <= nowUtc => new ConfirmResult.CodeLate(),
        _ => null,
    };

    private bool Matches(CodeCheck check, Guid appointmentId, string digits) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(check.CodeHash),
        Encoding.ASCII.GetBytes(keys.Codes.Of(appointmentId.ToString(), digits)));

    private async Task<Decision<ConfirmResult>> ConfirmAsync(DoorTransaction transaction, Guid appointmentId, long codeId, Visitor visitor, CancellationToken ct)
    {
        if (await HoldOfVisitor.LockAsync(transaction, appointmentId, visitor, ct) is not { } hold)
        {
            return Decide.Refuse<ConfirmResult>(new ConfirmResult.HoldGone());
        }

        var used = await transaction.Db.OneTimeCodes
            .Where(code => code.Id == codeId && code.UsedUtc == null && code.RevokedUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(code => code.UsedUtc, transaction.NowUtc), ct);
        if (used != 1)
        {
            return Decide.Refuse<ConfirmResult>(new ConfirmResult.CodeDead());
        }

        return await confirmation.HasHeardEnoughAsync(transaction.Db, hold, null, transaction.NowUtc, ct)
            ? Decide.Keep<ConfirmResult>(new ConfirmResult.NotConfirmed())
            : await confirmation.DecideAsync(transaction, hold, visitor, ct);
    }

    private sealed record CodeCheck(ConfirmResult? Refusal, long CodeId, string CodeHash, int Tries)
    {
        public static readonly CodeCheck None = new(new ConfirmResult.HoldGone(), 0, "", 0);
    }
}
