using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Hours.Publishing;

/// <summary>
/// Starts to which a draft would move people: kept from the choice on until <see cref="HoursDraft.KeepsStarts"/> after the draft was
/// last touched. Then they are only shown, and checked again when the draft is published.
/// </summary>
public sealed class DraftHolds(DeskLocks desks, AvailabilityIndex availability, TimeProvider clock)
{
    /// <summary>
    /// Keeps the starts of the moves that are chosen, at desks that are locked: the one that was shown, or the nearest one when
    /// somebody has taken it. Starts that are not chosen any more come free.
    /// </summary>
    /// <param name="choices">Of everybody whom the draft leaves outside.</param>
    /// <returns>The choices with the starts that are kept; who has nowhere to go stays.</returns>
    internal async Task<IReadOnlyList<OutsideChoice>> KeepAsync(
        Transaction transaction, HoursDraft draft, Outside outside, IReadOnlyList<OutsideChoice> choices, CancellationToken ct)
    {
        var live = await LiveAsync(transaction, draft.Id, ct);
        var wanted = choices.Where(choice => choice is { Deed: OutsideDeed.Move, To: not null })
            .IntersectBy(outside.Affected, choice => choice.AppointmentId).ToDictionary(choice => choice.AppointmentId);
        var kept = draft.ReadChoices().Where(choice => choice.HoldId is { } id && live.ContainsKey(id)
            && wanted.GetValueOrDefault(choice.AppointmentId)?.To == choice.To).ToDictionary(choice => choice.AppointmentId);
        foreach (var hold in live.Values.ExceptBy(kept.Values.Select(choice => choice.HoldId!.Value), hold => hold.Id))
        {
            await FreeAsync(transaction, outside.Plans, hold, ct);
        }

        foreach (var choice in kept.Values)
        {
            await ProlongAsync(transaction, live[choice.HoldId!.Value], ct);
        }

        var ids = wanted.Keys.Except(kept.Keys).ToArray();
        var moved = await transaction.Db.Appointments.AsNoTracking().WithPeople().Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, ct);
        return [.. choices.Select(choice => kept.GetValueOrDefault(choice.AppointmentId)
            ?? (moved.TryGetValue(choice.AppointmentId, out var appointment)
                ? Keep(transaction, draft, outside.Plans, appointment, choice)
                : choice with { HoldId = null }))];
    }

    /// <summary>Locks the desks of what a draft keeps, and others.</summary>
    internal async Task LockAsync(Transaction transaction, int draftId, IReadOnlyCollection<int> others, CancellationToken ct)
    {
        Guid[] ids = [.. (await LiveAsync(transaction, draftId, ct, asRead: true)).Keys];
        if (ids.Length > 0)
        {
            await desks.LockOfAsync(transaction, ids, others, ct);
        }
        else if (others.Count > 0)
        {
            await desks.LockAsync(transaction, others, ct);
        }
    }

    /// <summary>Keeps what a draft keeps for as long again: it was touched.</summary>
    internal async Task ProlongAsync(Transaction transaction, HoursDraft draft, CancellationToken ct)
    {
        foreach (var hold in (await LockedAsync(transaction, draft, ct)).Values)
        {
            await ProlongAsync(transaction, hold, ct);
        }
    }

    /// <summary>Frees what a draft keeps: it is thrown away.</summary>
    internal async Task EndAsync(Transaction transaction, HoursDraft draft, CancellationToken ct)
    {
        foreach (var hold in (await LockedAsync(transaction, draft, ct)).Values)
        {
            await FreeAsync(transaction, null, hold, ct);
        }
    }

    /// <summary>Frees what a draft keeps at desks that are locked, so that its people can move there.</summary>
    internal async Task FreeAsync(Transaction transaction, int draftId, DraftPlans plans, CancellationToken ct)
    {
        foreach (var hold in (await LiveAsync(transaction, draftId, ct)).Values)
        {
            await FreeAsync(transaction, plans, hold, ct);
        }
    }

    private async Task<Dictionary<Guid, Appointment>> LockedAsync(Transaction transaction, HoursDraft draft, CancellationToken ct)
    {
        await LockAsync(transaction, draft.Id, [], ct);
        return await LiveAsync(transaction, draft.Id, ct);
    }

    private static Task<Dictionary<Guid, Appointment>> LiveAsync(
        Transaction transaction, int draftId, CancellationToken ct, bool asRead = false)
    {
        var holds = transaction.Db.Appointments.Where(row => row.DraftId == draftId && row.Status == AppointmentStatus.Held);
        return (asRead ? holds.AsNoTracking() : holds).ToDictionaryAsync(row => row.Id, ct);
    }

    private async Task ProlongAsync(Transaction transaction, Appointment hold, CancellationToken ct)
    {
        hold.KeepForDraft(transaction.NowUtc + HoursDraft.KeepsStarts);
        await desks.RestateAsync(transaction, hold.Id, hold.HoldTerms, ct);
    }

    private async Task FreeAsync(Transaction transaction, DraftPlans? plans, Appointment hold, CancellationToken ct)
    {
        plans?.After(hold.PlanningId, hold.SiteId)?.Set(await desks.RangesAsync(transaction, hold.Id, ct), taken: false);
        await desks.FreeAsync(transaction, hold.Id, ct);
        hold.Expire(transaction.NowUtc);
    }

    private OutsideChoice Keep(
        Transaction transaction, HoursDraft draft, DraftPlans plans, Appointment moved, OutsideChoice choice)
    {
        var nowLocal = availability.Places.LocalTime(moved.TownHallId, transaction.NowUtc);
        if ((plans.Place(moved, choice.To!, nowLocal) ?? Nearest(plans, moved, nowLocal)) is not { } placed)
        {
            return new OutsideChoice(moved.Id, OutsideDeed.Keep);
        }

        var kept = (transaction.NowUtc, transaction.NowUtc + HoursDraft.KeepsStarts);
        var hold = Appointment.HoldForDraft(moved, Guid.CreateVersion7(clock.GetUtcNow()), placed.Slot, draft.Id, kept);
        transaction.Db.Add(hold);
        desks.Take(transaction, hold.Id, placed.Ranges, hold.HoldTerms);
        plans.After(moved.PlanningId, moved.SiteId)!.Set(placed.Ranges, taken: true);
        return choice with { To = placed.Start, HoldId = hold.Id };
    }

    private static PlacedStart? Nearest(DraftPlans plans, Appointment moved, DateTime nowLocal) =>
        new ProposedStarts(plans, nowLocal).Find(moved) is { } start ? plans.Place(moved, start, nowLocal) : null;
}
