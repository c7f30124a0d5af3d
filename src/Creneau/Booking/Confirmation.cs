using System.Globalization;
using System.Text.Json.Serialization;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Privacy;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

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
    /// <param name="OwnAppointmentId">An existing appointment with the same proven contact, which they may move instead.</param>
    public sealed record Duplicate(IReadOnlyList<int> Ordinals, Guid? OwnAppointmentId) : ConfirmResult;

    /// <summary>It cannot be confirmed online, and enough has been told today: the town hall can help.</summary>
    public sealed record NotConfirmed : ConfirmResult;
}

/// <summary>The last step that a right code and « continuer sans cette personne » share: claim the people, then confirm.</summary>
public sealed class Confirmation(AvailabilityIndex availability, Keys keys, Claims claims, AskedAbout asked, BookingLimits limits)
{
    private const string Told = "duplicate";
    private const string Warned = "warned";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// Whether a contact has been told enough today. Whoever has gets the same answer whoever it is about, before anything
    /// is looked up: else « non » would tell as much as the fact itself (rule 4). A network, which many people share, does
    /// not suffer for one of them.
    /// </summary>
    internal Task<bool> HasHeardEnoughAsync(CreneauDb db, Appointment asking, DateTime nowUtc, CancellationToken ct) =>
        LimitCounter.IsSpentAsync(db, Told, asking.Contact!.SubjectIn(keys), limits.DuplicateAnswersPerDay, Day, nowUtc, ct);

    /// <summary>As <see cref="DecideAsync"/>, for people who have not been asked about yet.</summary>
    internal async Task<ConfirmResult> AskAsync(DoorTransaction transaction, Appointment hold, Visitor visitor, CancellationToken ct)
    {
        if (!await HasHeardEnoughAsync(transaction.Db, hold, transaction.NowUtc, ct) && await asked.TryAsync(transaction.Db, hold, transaction.NowUtc, ct))
        {
            return await DecideAsync(transaction, hold, visitor, ct);
        }

        hold.ProveContact(null);
        return new ConfirmResult.NotConfirmed();
    }

    /// <summary>Confirms a live hold whose contact is proven, or says who has an appointment already.</summary>
    internal async Task<ConfirmResult> DecideAsync(DoorTransaction transaction, Appointment hold, Visitor visitor, CancellationToken ct)
    {
        var db = transaction.Db;
        var taken = await claims.InsertAsync(db, hold, availability.Places, ct);
        if (taken.Count > 0)
        {
            var told = await TellDuplicateAsync(transaction, hold, taken, visitor, ct);
            // Going on without somebody is for who was told about whom: else it would be asking again
            hold.ProveContact(told is ConfirmResult.Duplicate ? transaction.NowUtc : null);
            return told;
        }

        var nowUtc = transaction.NowUtc;
        hold.ProveContact(nowUtc);
        hold.Confirm(nowUtc, Retention.After(hold.Slot, availability.Places));
        transaction.Restate(hold);
        var facts = BookingMessages.Facts(hold, availability.Places, sequence: 0);
        db.OutboxMessages.AddRange(BookingMessages.Of(hold, MessagePurpose.Confirmation, "confirmed", facts, new MessageTiming(nowUtc, availability.Places.StartUtc(hold.Slot))));
        return new ConfirmResult.Confirmed(hold.Id);
    }

    /// <summary>
    /// The bare fact costs a proven contact and is told of three people a day per contact and network; of the same person
    /// as often as wanted.
    /// </summary>
    /// <param name="asking">Whose contact asks.</param>
    /// <exception cref="StartOverException">An appointment that was in the way has ended meanwhile.</exception>
    internal async Task<ConfirmResult> TellDuplicateAsync(DoorTransaction transaction, Appointment asking, IReadOnlyList<TakenClaim> taken, Visitor visitor, CancellationToken ct)
    {
        var db = transaction.Db;
        var holderIds = taken.Select(claim => claim.HolderId).Distinct().ToArray();
        await transaction.LockAppointmentsAsync(holderIds, ct);
        var holders = await db.Appointments.AsNoTracking()
            .Include(holder => holder.Applicants)
            .Where(holder => holderIds.Contains(holder.Id))
            .ToListAsync(ct);
        if (holders.Count < holderIds.Length || !holders.TrueForAll(holder => holder.Status.Claims()))
        {
            throw Decide.StartOver();
        }

        var own = holders.Find(holder => IsOf(holder, asking));
        await WarnAsync(db, holders.Where(holder => holder.Contact is not null && !IsOf(holder, asking)), asking, transaction.NowUtc, ct);
        // Of one's own appointment one learns nothing
        var ofOthers = holders.Where(holder => !IsOf(holder, asking)).Select(holder => holder.Id).ToHashSet();
        var facts = taken.Where(claim => ofOthers.Contains(claim.HolderId))
            .GroupBy(claim => claim.Ordinal, (_, claims) => keys.Subjects.Of(claims.MinBy(claim => claim.Kind)!.KeyHash))
            .Distinct().ToList();
        return await MayTellAsync(db, facts, asking, visitor, transaction.NowUtc, ct)
            ? new ConfirmResult.Duplicate([.. taken.Select(claim => claim.Ordinal).Distinct().Order()], own?.Id)
            : new ConfirmResult.NotConfirmed();
    }

    private static bool IsOf(Appointment holder, Appointment asking) => holder.Contact?.Meets(asking.Contact!) == true;

    private async Task<bool> MayTellAsync(CreneauDb db, List<string> facts, Appointment asking, Visitor visitor, DateTime nowUtc, CancellationToken ct)
    {
        var contact = asking.Contact!.SubjectIn(keys);
        if (facts.Count == 0 || (await TryTellAsync(db, contact, facts, nowUtc, ct) && await TryTellAsync(db, visitor.NetworkHash, facts, nowUtc, ct)))
        {
            return true;
        }

        // A refusal tells something as well: this contact has heard enough, and so has its network
        foreach (var subject in new[] { contact, visitor.NetworkHash })
        {
            while (await LimitCounter.TryUseAsync(db, Told, subject, limits.DuplicateAnswersPerDay, Day, nowUtc, ct))
            {
            }
        }

        return false;
    }

    private Task<bool> TryTellAsync(CreneauDb db, string subject, List<string> facts, DateTime nowUtc, CancellationToken ct) =>
        LimitCounter.TryUseForAsync(db, Told, subject, facts, limits.DuplicateAnswersPerDay, Day, nowUtc, ct);

    /// <summary>Once for each who asks, and a few times a day: a stranger's mailbox is not to be filled.</summary>
    private async Task WarnAsync(CreneauDb db, IEnumerable<Appointment> holders, Appointment asking, DateTime nowUtc, CancellationToken ct)
    {
        foreach (var holder in holders)
        {
            var occasion = string.Create(CultureInfo.InvariantCulture, $"tried-{asking.Id:N}");
            var known = await db.OutboxMessages.AnyAsync(message => message.AppointmentId == holder.Id && message.Purpose == MessagePurpose.SomebodyTried && message.Occasion == occasion, ct);
            if (!known && await LimitCounter.TryUseAsync(db, Warned, holder.Contact!.SubjectIn(keys), limits.WarningsPerContactAndDay, Day, nowUtc, ct))
            {
                var facts = BookingMessages.Facts(holder, availability.Places, sequence: 0);
                db.OutboxMessages.AddRange(BookingMessages.Of(holder, MessagePurpose.SomebodyTried, occasion, facts, new MessageTiming(nowUtc, nowUtc.AddDays(1))));
            }
        }
    }
}

/// <summary>How long rows are kept; `docs/glossary.md` has the table.</summary>
public static class Retention
{
    /// <summary>Thirty days after the day of the appointment, at midnight there.</summary>
    public static DateTime After(SlotTime slot, PlaceDirectory places) =>
        places.StartUtc(slot with { StartMinute = 0 }).AddDays(Appointment.DaysKept + 1);
}
