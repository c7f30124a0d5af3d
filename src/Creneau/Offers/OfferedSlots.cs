using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Offers;

/// <summary>Which desks somebody gets who takes a start of an offer: those that are kept, or others that offer it now.</summary>
public sealed class OfferedSlots(AvailabilityIndex availability, DeskLocks desks, PastHolds pastHolds, OfferSearch search)
{
    /// <summary>Decides which desks to try, once, and reads which ones are kept.</summary>
    internal async Task ChooseAsync(Transaction transaction, TakeAttempt attempt, Guid appointmentId, CancellationToken ct)
    {
        attempt.Kept = await OfferEnd.DesksOfAsync(transaction.Db, appointmentId, ct);
        if (attempt.IsChosen)
        {
            return;
        }

        var (start, nowUtc) = (attempt.Start, transaction.NowUtc);
        var asRead = await transaction.Db.Appointments.AsNoTracking().WithPeople().SingleOrDefaultAsync(row => row.Id == appointmentId, ct);
        var found = asRead is null
            ? null
            : search.At(asRead, start, await search.AvoidedAsync(transaction.Db, nowUtc, ct), TakerAt(nowUtc, []));
        var wanted = asRead is null ? null : availability.WantedAt(
            start.SiteId, asRead.PlanningId, asRead.ServiceIds, (start.Date, start.StartMinute));
        attempt.Choose(wanted, found);
    }

    /// <returns>What the locked desks give; null when they do not: others come next, if there are any.</returns>
    internal async Task<OfferedSlot?> OfferedAsync(Transaction transaction, TakeAttempt attempt, OpenOffer open, CancellationToken ct)
    {
        if (await KeptAsync(transaction, attempt, open, ct) is { } kept)
        {
            return kept;
        }

        if (attempt.Found is not { } found || attempt.Choice.IsExhausted)
        {
            return null;
        }

        var leaving = open.Hold is { } hold ? await desks.RangesAsync(transaction, hold.Id, ct) : [];
        var locked = attempt.Choice.Current.Select(id => desks.Locked(transaction, id)).ToList();
        var offered = found.Check.At(locked, TakerAt(transaction.NowUtc, leaving), out var missing);
        if (offered is null)
        {
            attempt.Choice.Skip(Math.Min(missing, locked.Count - 1));
        }

        return offered;
    }

    /// <inheritdoc cref="PastHolds.TryClearAsync"/>
    internal Task<bool> TryClearAsync(Transaction transaction, TakeAttempt attempt, OfferedSlot offered, CancellationToken ct) =>
        pastHolds.TryClearAsync(transaction, offered.Desks, attempt.Also, ct);

    internal void Take(Transaction transaction, Guid appointmentId, OfferedSlot offered) =>
        desks.Take(transaction, appointmentId, offered.Desks, hold: null);

    /// <summary>The start that is kept, whatever the hours say by now.</summary>
    private async Task<OfferedSlot?> KeptAsync(Transaction transaction, TakeAttempt attempt, OpenOffer open, CancellationToken ct)
    {
        var start = attempt.Start;
        if (open.Hold is not { } hold || !open.HasLiveHold(transaction.NowUtc)
            || (hold.SiteId, hold.Date, hold.StartMinute) != (start.SiteId, start.Date, start.StartMinute))
        {
            return null;
        }

        attempt.TakeKept(hold.ServiceIds);
        return new OfferedSlot(hold.Slot, await desks.RangesAsync(transaction, hold.Id, ct));
    }

    private static Taker TakerAt(DateTime nowUtc, IReadOnlyList<DeskRange> leaving) => new(nowUtc, OwnerHash: null) { Leaving = leaving };
}

/// <summary>One attempt after another to get a start of an offer.</summary>
internal sealed class TakeAttempt(OfferedStart start)
{
    private WantedSlot? _wanted;
    private IReadOnlyList<int>? _kept;

    public OfferedStart Start => start;

    public bool IsChosen { get; private set; }

    /// <summary>Null where nothing offers that start now; what is kept may be taken all the same.</summary>
    public FoundStart? Found { get; private set; }

    public DeskChoice Choice { get; private set; } = new([]);

    /// <summary>The desks that are kept, locked to be freed.</summary>
    public IReadOnlyList<int> Kept { get; set; } = [];

    /// <summary>Further desks of past holds that lie in the way.</summary>
    public List<int> Also { get; } = [];

    public bool IsExhausted => Choice.IsExhausted;

    public IEnumerable<int> Wanted => Choice.Current.Concat(Kept).Concat(Also);

    public void Choose(WantedSlot? wanted, FoundStart? found)
    {
        (_wanted, Found, IsChosen) = (wanted, found, true);
        Choice = new DeskChoice(found?.Desks ?? []);
    }

    /// <summary>What is kept is taken: for the services that it was kept for, which nobody may offer any more.</summary>
    public void TakeKept(IReadOnlyList<int> serviceIds) => _kept = serviceIds;

    /// <summary>The people's services there.</summary>
    public IReadOnlyList<int> Services(Appointment appointment) => _kept ?? _wanted?.ServiceIds ?? appointment.ServiceIds;

    public SlotRefusal WhyNot(DateTime nowUtc) => Found?.Check.WhyNot(nowUtc) ?? SlotRefusal.Taken;
}
