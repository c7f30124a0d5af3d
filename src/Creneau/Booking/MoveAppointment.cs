using System.Globalization;
using System.Text.Json.Serialization;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Privacy;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Booking;

[JsonDerivedType(typeof(Moved), "moved")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Gone), "gone")]
[JsonDerivedType(typeof(OtherForm), "other")]
public abstract record MoveResult
{
    public sealed record Moved : MoveResult;

    public sealed record Refused(SlotRefusal Reason, IReadOnlyList<Alternative> Instead) : MoveResult;

    /// <summary>Cancelled, begun or past: there is nothing to move.</summary>
    public sealed record Gone : MoveResult;

    /// <summary>The same form was posted before for another start: show what is so now.</summary>
    public sealed record OtherForm : MoveResult;
}

/// <summary>
/// Takes the new slot and frees the old one in one transaction, or changes nothing. Until the start, at any member
/// town hall; a collection only where the request was filed (rules 11 and 14).
/// </summary>
public sealed class MoveAppointment(Door door, AvailabilityIndex availability, Keys keys, TimeProvider clock)
{
    /// <param name="appointmentId">Whoever calls has checked the link's token, or reference and contact.</param>
    /// <param name="siteId">Site that is moved to.</param>
    /// <param name="date">Date there.</param>
    /// <param name="startMinute">Minute of that date, on the grid of the opening.</param>
    /// <param name="formId">Random id of the form; a double click gets the same answer.</param>
    public Task<MoveResult> RunAsync(Guid appointmentId, int siteId, DateOnly date, int startMinute, Visitor visitor, string formId, CancellationToken ct) =>
        ChangeableAppointment.AsReadAsync(availability, appointmentId, new MoveResult.Gone(), before => TryAsync(before, siteId, date, startMinute, visitor, formId, ct), ct);

    private async Task<MoveResult> TryAsync(Appointment before, int siteId, DateOnly date, int startMinute, Visitor visitor, string formId, CancellationToken ct)
    {
        if ((before.SiteId, before.Date, before.StartMinute) == (siteId, date, startMinute) && before.Status == AppointmentStatus.Confirmed)
        {
            return new MoveResult.Moved();
        }

        var wanted = new WantedSlot(siteId, before.Kinds, date, startMinute);
        if (Refusal(before, wanted, out var plan) is { } refusal)
        {
            return new MoveResult.Refused(refusal, []);
        }

        var nowUtc = clock.GetUtcNow().UtcDateTime;
        // Where it comes from is part of the key: the same form leads back to a place that was left meanwhile
        var content = $"{before.Slot}/{wanted.Content}";
        var form = FormKey.Of(keys, "move", visitor.BrowserHash, $"{formId}/{content}", before.Id.ToString(), content);
        var desks = SlotDesk.Candidates(availability, plan!, wanted, new Taker(nowUtc, null, before.Slot));
        return await door.RunAtFirstDeskAsync(form, new MoveResult.OtherForm(), desks, (transaction, deskId) => MoveAsync(transaction, before, deskId, plan!, wanted, ct), ct)
            ?? new MoveResult.Refused(SlotDesk.WhyNot(availability, plan!, wanted, nowUtc), Alternatives.To(availability, plan!, wanted, nowUtc, IsBound(before)));
    }

    private SlotRefusal? Refusal(Appointment before, WantedSlot wanted, out SitePlan? plan)
    {
        plan = availability.PlanFor(wanted.SiteId, wanted.KindNumbers);
        if (plan is null)
        {
            return availability.Places.Sites.ContainsKey(wanted.SiteId) ? SlotRefusal.NotServedHere : SlotRefusal.UnknownPlace;
        }

        return IsBound(before) && plan.TownHallId != before.TownHallId ? SlotRefusal.NotServedHere : null;
    }

    private static bool IsBound(Appointment appointment) => appointment.Kinds.Contains(ServiceKind.Collection);

    private async Task<Decision<MoveResult?>> MoveAsync(DoorTransaction transaction, Appointment asRead, int deskId, SitePlan plan, WantedSlot wanted, CancellationToken ct)
    {
        if (await ChangeableAppointment.LoadAsync(transaction, asRead, deskId, availability.Places, ct) is not { } appointment)
        {
            return Decide.Refuse<MoveResult?>(new MoveResult.Gone());
        }

        if (SlotDesk.Offer(availability, transaction.Locked(deskId), plan, wanted, new Taker(transaction.NowUtc, null, appointment.Slot)) is not { } slot)
        {
            return Decide.Refuse<MoveResult?>(null);
        }

        await ChangeableAppointment.PlaceAsync(transaction, appointment, slot, availability.Places, ct);
        await ChangeableAppointment.TellAsync(transaction, appointment, MessagePurpose.Moved, availability.Places, ct);
        return Decide.Keep<MoveResult?>(new MoveResult.Moved());
    }
}

/// <summary>What moving and changing the party share.</summary>
internal static class ChangeableAppointment
{
    // Another tab changes the same appointment: each time, one of them gets through
    private const int MostStarts = 16;

    /// <summary>Reads an appointment and decides what to do with it, once more whenever it was changed before it was locked.</summary>
    /// <param name="gone">What is answered when it does not exist.</param>
    /// <exception cref="StorageOutageException">It is changed elsewhere again and again.</exception>
    public static async Task<T> AsReadAsync<T>(AvailabilityIndex availability, Guid appointmentId, T gone, Func<Appointment, Task<T>> attempt, CancellationToken ct)
    {
        for (var start = 1; ; start++)
        {
            var appointment = await availability.ReadAsync(
                db => db.Appointments.AsNoTracking()
                    .Include(row => row.Applicants.OrderBy(applicant => applicant.Ordinal)).ThenInclude(applicant => applicant.PreRequests)
                    .SingleOrDefaultAsync(row => row.Id == appointmentId, ct),
                ct);
            if (appointment is null)
            {
                return gone;
            }

            try
            {
                return await attempt(appointment);
            }
            catch (ChangedMeanwhileException error) when (start == MostStarts)
            {
                throw new StorageOutageException(error);
            }
            catch (ChangedMeanwhileException)
            {
                // Once more, as it is now
            }
        }
    }

    /// <summary>Locks it with its desk and the one it shall go to.</summary>
    /// <returns>The tracked appointment; null when it can no longer be changed.</returns>
    /// <exception cref="ChangedMeanwhileException">It is no longer as it was read: what is wanted was made for another party or another time.</exception>
    public static async Task<Appointment?> LoadAsync(DoorTransaction transaction, Appointment asRead, int deskId, PlaceDirectory places, CancellationToken ct)
    {
        if (await LockedAppointment.LoadAsync(transaction, asRead.Id, ct, deskId) is not { } appointment || !IsSo(appointment, places, transaction.NowUtc))
        {
            return null;
        }

        var isAsRead = appointment.Slot == asRead.Slot && appointment.Kinds.SequenceEqual(asRead.Kinds)
            && appointment.Applicants.Select(applicant => applicant.Id).SequenceEqual(asRead.Applicants.Select(applicant => applicant.Id));
        return isAsRead ? appointment : throw new ChangedMeanwhileException();
    }

    /// <summary>« À tout moment » means until the start (rule 14).</summary>
    public static bool IsSo(Appointment appointment, PlaceDirectory places, DateTime nowUtc) =>
        appointment.Status == AppointmentStatus.Confirmed && places.StartUtc(appointment.Slot) > nowUtc;

    /// <summary>Moves it; the people's services become those of the new planning.</summary>
    public static Task PlaceAsync(DoorTransaction transaction, Appointment appointment, SlotTime slot, PlaceDirectory places, CancellationToken ct)
    {
        var before = appointment.Slot;
        appointment.MoveTo(slot, transaction.NowUtc, Retention.After(slot, places));
        foreach (var applicant in appointment.Applicants)
        {
            applicant.ComeFor(places.ServiceOf(slot.PlanningId, appointment.Kinds[applicant.Ordinal])!.Id);
        }

        return SwapAsync(transaction, appointment, before, ct);
    }

    /// <summary>Frees what it had and occupies what it has now, so that the two may overlap.</summary>
    public static async Task SwapAsync(DoorTransaction transaction, Appointment appointment, SlotTime before, CancellationToken ct)
    {
        await transaction.FreeAsync(appointment.Id, before, ct);
        await PastHolds.ExpireAsync(transaction, transaction.Locked(appointment.DeskId)!, appointment.Slot, ct);
        transaction.Take(appointment);
    }

    /// <summary>Queues the message about a change; its number makes it unique and orders calendar entries.</summary>
    /// <param name="before">Where it was before its people changed; null: the purpose says enough.</param>
    public static async Task TellAsync(DoorTransaction transaction, Appointment appointment, MessagePurpose purpose, PlaceDirectory places, CancellationToken ct, SlotTime? before = null)
    {
        var changes = await BookingMessages.ChangesAsync(transaction.Db, appointment.Id, ct);
        var occasion = string.Create(CultureInfo.InvariantCulture, $"change-{changes}");
        var uselessAfterUtc = purpose == MessagePurpose.Cancelled ? transaction.NowUtc.AddDays(2) : places.StartUtc(appointment.Slot);
        var facts = BookingMessages.Facts(appointment, places, changes) with { Moved = before is not null && StartOf(before) != StartOf(appointment.Slot) };
        transaction.Db.OutboxMessages.AddRange(BookingMessages.Of(
            appointment, purpose, occasion, facts, new MessageTiming(transaction.NowUtc, uselessAfterUtc)));
    }

    private static (int SiteId, DateOnly Date, int StartMinute) StartOf(SlotTime slot) => (slot.SiteId, slot.Date, slot.StartMinute);
}

/// <summary>Thrown when what was decided was decided about an appointment that is another now.</summary>
internal sealed class ChangedMeanwhileException() : Exception("The appointment was changed meanwhile.");
