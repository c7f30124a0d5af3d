using System.Text.Json.Serialization;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Booking;

[JsonDerivedType(typeof(Confirmed), "confirmed")]
[JsonDerivedType(typeof(WrongCode), "wrong")]
[JsonDerivedType(typeof(CodeDead), "dead")]
[JsonDerivedType(typeof(CodeLate), "late")]
[JsonDerivedType(typeof(HoldGone), "gone")]
[JsonDerivedType(typeof(Duplicate), "duplicate")]
[JsonDerivedType(typeof(NotConfirmed), "not")]
public abstract record ConfirmResult
{
    public sealed record Confirmed(Guid AppointmentId) : ConfirmResult;

    /// <param name="TriesLeft">0 to 4; at 0 the code is dead.</param>
    public sealed record WrongCode(int TriesLeft) : ConfirmResult;

    /// <summary>Five wrong tries, or replaced by a newer code, or used: another one is needed.</summary>
    public sealed record CodeDead : ConfirmResult;

    /// <summary>Older than fifteen minutes.</summary>
    public sealed record CodeLate : ConfirmResult;

    /// <summary>The slot is no longer kept.</summary>
    public sealed record HoldGone : ConfirmResult;

    /// <summary>
    /// Nothing is confirmed: some people have an appointment already (rule 4). The hold stays and the contact is proven.
    /// </summary>
    /// <param name="Ordinals">Who; never all there is to know about where or when.</param>
    /// <param name="Own">An existing appointment with the same proven contact, which they may move instead.</param>
    public sealed record Duplicate(IReadOnlyList<int> Ordinals, AppointmentAccess? Own) : ConfirmResult;

    /// <summary>It cannot be confirmed online, and enough has been told today: the town hall can help.</summary>
    public sealed record NotConfirmed : ConfirmResult;
}

/// <summary>The last step that a right code and « continuer sans cette personne » share: claim the people, then confirm.</summary>
public sealed class Confirmation(AvailabilityIndex availability, DeskLocks desks, DuplicateCheck duplicates)
{
    /// <summary>Confirms a live hold whose contact is proven, or says who has an appointment already.</summary>
    /// <param name="isNewQuestion">False when its people were asked about before.</param>
    internal async Task<TransactionResult<ConfirmResult>> ConfirmAsync(
        Transaction transaction, Appointment hold, bool isNewQuestion, CancellationToken ct)
    {
        switch (await duplicates.ClaimAsync(transaction, hold, isNewQuestion, ct))
        {
            case ClaimAnswer.StartAgain:
                return StartAgain<ConfirmResult>();
            case ClaimAnswer.Duplicate duplicate:
                hold.SetContactProven(transaction.NowUtc);
                return transaction.CommitRefusal<ConfirmResult>(new ConfirmResult.Duplicate(duplicate.Ordinals, duplicate.Own));
            case ClaimAnswer.NotTold:
                // Going on without somebody is for who was told about whom: else it would be asking again
                hold.SetContactProven(null);
                return transaction.CommitRefusal<ConfirmResult>(new ConfirmResult.NotConfirmed());
            default:
                await ConfirmAsync(transaction, hold, ct);
                return Commit<ConfirmResult>(new ConfirmResult.Confirmed(hold.Id));
        }
    }

    private async Task ConfirmAsync(Transaction transaction, Appointment hold, CancellationToken ct)
    {
        var (nowUtc, places) = (transaction.NowUtc, availability.Places);
        hold.SetContactProven(nowUtc);
        hold.Confirm(nowUtc, Retention.After(hold.Slot, places));
        await desks.RestateAsync(transaction, hold.Id, hold: null, ct);
        var facts = AppointmentMessages.Facts(hold, places, sequence: 0);
        var timing = new MessageTiming(nowUtc, places.StartUtc(hold.Slot)) { AtAnyHour = true };
        transaction.Db.AddRange(AppointmentMessages.Of(hold, MessagePurpose.Confirmation, "confirmed", facts, timing));
    }
}
