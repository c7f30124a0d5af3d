using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Changes;
using Creneau.Hours.Drafts;
using Creneau.Notifications;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Hours.Publishing;

/// <summary>What became of the people who fall outside.</summary>
/// <param name="Taken">Somebody whose start is not to be had any more: nothing may be kept.</param>
internal sealed record Settled(IReadOnlyList<PublishedMove> Moves, IReadOnlyList<Guid> Cancelled, Guid? Taken = null);

/// <summary>Moves and cancels who falls outside, as it was chosen, inside the transaction that publishes the hours.</summary>
public sealed class OutsidePeople(DeskLocks desks, ChangeMessages messages, AvailabilityIndex availability)
{
    /// <summary>Carries out the choices; messages are due once it can no more be undone.</summary>
    internal async Task<Settled> SettleAsync(
        Transaction transaction, Outside outside, IReadOnlyList<OutsideChoice> choices, CancellationToken ct)
    {
        var affected = outside.Affected.ToHashSet();
        var chosen = choices.Where(choice => choice.Deed != OutsideDeed.Keep && affected.Contains(choice.AppointmentId))
            .ToDictionary(choice => choice.AppointmentId);
        var appointments = await LockedAsync(transaction, [.. chosen.Keys, .. outside.HeldOutside], ct);
        List<PublishedMove> moves = [];
        List<Guid> cancelled = [];
        foreach (var appointment in appointments)
        {
            if (appointment.Status == AppointmentStatus.Held)
            {
                await EndAsync(transaction, appointment, ct);
            }
            else if (chosen[appointment.Id] is { Deed: OutsideDeed.Cancel })
            {
                appointment.AskCancellation(
                    new AskedCancellation(CancelInitiative.TownHall, null, Notifies: true),
                    transaction.NowUtc + HoursPublication.WithPeople,
                    transaction.NowUtc);
                cancelled.Add(appointment.Id);
            }
            else if (await MoveAsync(transaction, outside.Plans, appointment, chosen[appointment.Id].To, ct) is { } move)
            {
                moves.Add(move);
            }
            else
            {
                return new Settled([], [], appointment.Id);
            }
        }

        return new Settled(moves, cancelled);
    }

    /// <summary>Ends holds on starts that are no more.</summary>
    internal async Task EndHoldsAsync(Transaction transaction, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        foreach (var hold in await LockedAsync(transaction, [.. ids], ct))
        {
            if (hold.Status == AppointmentStatus.Held)
            {
                await EndAsync(transaction, hold, ct);
            }
        }
    }

    /// <summary>Brings back who was moved, and takes back cancellations, of a publication that is undone within the minute.</summary>
    /// <returns>Who could not be brought back, since somebody has the desk.</returns>
    internal async Task<IReadOnlyList<Guid>> BringBackAsync(Transaction transaction, HoursPublication publication, CancellationToken ct)
    {
        List<Guid> left = [];
        var moves = publication.ReadMoves().ToDictionary(move => move.AppointmentId);
        foreach (var appointment in await LockedAsync(transaction, [.. moves.Keys, .. publication.ReadCancelled()], ct))
        {
            if (!moves.TryGetValue(appointment.Id, out var move))
            {
                if (appointment is { Status: AppointmentStatus.Confirmed, CancelAtUtc: not null })
                {
                    appointment.UndoCancellation(transaction.NowUtc);
                }
            }
            else if (!await TryBringBackAsync(transaction, appointment, move, ct))
            {
                left.Add(appointment.Id);
            }
        }

        return left;
    }

    private async Task EndAsync(Transaction transaction, Appointment hold, CancellationToken ct)
    {
        await desks.FreeAsync(transaction, hold.Id, ct);
        hold.Expire(transaction.NowUtc);
    }

    private async Task<bool> TryBringBackAsync(
        Transaction transaction, Appointment appointment, PublishedMove move, CancellationToken ct)
    {
        if (appointment.Status != AppointmentStatus.Confirmed || appointment.Slot != move.To)
        {
            return false;
        }

        var taker = new Taker(transaction.NowUtc, null) { Leaving = await desks.RangesAsync(transaction, appointment.Id, ct) };
        if (!move.Left.All(range => desks.Locked(transaction, range.DeskId)?.IsVacant(range, taker) == true))
        {
            return false;
        }

        await desks.FreeAsync(transaction, appointment.Id, ct);
        var deleteAfterUtc = Retention.After(move.From, availability.Places);
        appointment.MoveTo(move.From, appointment.ServiceIds, transaction.NowUtc, deleteAfterUtc, EventReasons.Hours);
        desks.Take(transaction, appointment.Id, move.Left, hold: null);
        await Outbox.WithdrawMovesAsync(transaction.Db, appointment.Id, ct);
        return true;
    }

    private async Task<PublishedMove?> MoveAsync(
        Transaction transaction, DraftPlans plans, Appointment appointment, ProposedStart? to, CancellationToken ct)
    {
        if (to is null || plans.After(appointment.PlanningId, to.SiteId) is not { } plan)
        {
            return null;
        }

        var (left, before) = (await desks.RangesAsync(transaction, appointment.Id, ct), appointment.Slot);
        plan.Set(left, taken: false);
        if (plans.Place(appointment, to, availability.Places.LocalTime(plan.TownHallId, transaction.NowUtc)) is not { } placed)
        {
            return null;
        }

        await desks.FreeAsync(transaction, appointment.Id, ct);
        var deleteAfterUtc = Retention.After(placed.Slot, availability.Places);
        appointment.MoveTo(placed.Slot, appointment.ServiceIds, transaction.NowUtc, deleteAfterUtc, EventReasons.Hours);
        desks.Take(transaction, appointment.Id, placed.Ranges, hold: null);
        plan.Set(placed.Ranges, taken: true);
        await messages.AddAsync(
            transaction, appointment, MessagePurpose.Moved, ct, dueUtc: transaction.NowUtc + HoursPublication.WithPeople);
        return new PublishedMove(appointment.Id, before, placed.Slot, left);
    }

    private static async Task<List<Appointment>> LockedAsync(Transaction transaction, Guid[] ids, CancellationToken ct)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        await AppointmentLocks.LockRowsAsync(transaction, ids, ct);
        return await transaction.Db.Appointments.WithPeople().Where(row => ids.Contains(row.Id))
            .OrderBy(row => row.Date).ThenBy(row => row.StartMinute).ThenBy(row => row.Id)
            .ToListAsync(ct);
    }
}

/// <summary>What moves do to the plans of a draft, so that the next one sees it.</summary>
internal static class PlanRanges
{
    public static void Set(this SitePlan plan, IEnumerable<DeskRange> ranges, bool taken)
    {
        foreach (var range in ranges)
        {
            if (Array.Find(plan.Desks, desk => desk.DeskId == range.DeskId) is { } view)
            {
                var (from, until) = (range.StartMinute / DayBits.UnitMinutes, range.EndMinute / DayBits.UnitMinutes);
                var occupied = view.Calendar.OccupiedOn(range.Date);
                view.Calendar = view.Calendar.WithOccupied(
                    range.Date, taken ? occupied.With(from, until) : occupied.Without(from, until));
            }
        }
    }
}
