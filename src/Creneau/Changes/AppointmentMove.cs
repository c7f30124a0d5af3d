using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Changes;

/// <summary>
/// One attempt after another to bring an appointment to a start: which desks to try is decided on the appointment as it is
/// read; once it has changed since, it is decided anew.
/// </summary>
internal sealed class AppointmentMove(
    AppointmentLocks locks, DeskLocks desks, PastHolds pastHolds, AvailabilityIndex availability, bool isSilent)
{
    private readonly List<int> _also = [];
    private Appointment? _asRead;
    private DeskChoice _choice = new([]);

    /// <summary>The start that is wanted, as an offer of the plan there.</summary>
    public SlotCheck Offer { get; private set; } = null!;

    /// <summary>The contact is not told.</summary>
    public bool IsSilent => isSilent;

    public bool IsExhausted => _choice.IsExhausted;

    /// <summary>Reads the appointment before anything is locked, with its people.</summary>
    /// <returns>Null when it does not exist.</returns>
    public static Task<Appointment?> ReadAsync(Transaction transaction, Guid id, CancellationToken ct) =>
        transaction.Db.Appointments.AsNoTracking().WithPeople().SingleOrDefaultAsync(row => row.Id == id, ct);

    /// <summary>Decides which desks to try, unless that was decided for the appointment as it is.</summary>
    /// <param name="isFirst">Desks that come before the others; null: its own, where it stays.</param>
    public async Task ChooseAsync(
        Transaction transaction, Appointment asRead, SlotCheck offer, Func<int, bool>? isFirst, CancellationToken ct)
    {
        if (_asRead is not null && IsSame(_asRead, asRead))
        {
            return;
        }

        (_asRead, Offer) = (asRead, offer);
        var own = await desks.RangesAsync(transaction, asRead.Id, ct);
        isFirst ??= id => own.Exists(range => range.DeskId == id);
        _choice = new DeskChoice(
            [.. offer.Candidates(TakerOf(transaction, own)).Select(group => group.OrderByDescending(isFirst).ToList())]);
    }

    /// <summary>Locks the appointment's desks and those that are tried.</summary>
    /// <returns>The tracked appointment; not locked when it is no longer as it was read: start again.</returns>
    public async Task<LockedAppointment> LockAsync(Transaction transaction, CancellationToken ct)
    {
        var locked = await locks.LoadAsync(transaction, _asRead!.Id, _choice.Current.Concat(_also), ct);
        return locked with { IsLocked = locked.IsLocked && (locked.Appointment is null || IsSame(locked.Appointment, _asRead)) };
    }

    /// <returns>The slot at the desks that are tried; null when they do not offer it: then others come next.</returns>
    public async Task<OfferedSlot?> OfferedAsync(Transaction transaction, CancellationToken ct)
    {
        var own = await desks.RangesAsync(transaction, _asRead!.Id, ct);
        var tried = _choice.Current.Select(id => desks.Locked(transaction, id)).ToList();
        var offered = Offer.At(tried, TakerOf(transaction, own), out var missing);
        if (offered is null && !_choice.IsExhausted)
        {
            _choice.Skip(missing);
        }

        return offered;
    }

    /// <summary>Frees what it had and occupies what it has now, so that the two may overlap.</summary>
    /// <returns>False when past holds with further desks lie in the way: start again.</returns>
    public async Task<bool> TryPlaceAsync(Transaction transaction, OfferedSlot offered, CancellationToken ct)
    {
        await desks.FreeAsync(transaction, _asRead!.Id, ct);
        var isClear = await pastHolds.TryClearAsync(transaction, offered.Desks, _also, ct);
        desks.Take(transaction, _asRead.Id, isClear ? offered.Desks : [], hold: null);
        return isClear;
    }

    public IReadOnlyList<Alternative> Instead(DateTime nowUtc) =>
        Alternatives.To(availability, Offer.Plan, Offer.Wanted, nowUtc, Offer.AtCounter);

    private static Taker TakerOf(Transaction transaction, IReadOnlyList<DeskRange> own) =>
        new(transaction.NowUtc, null) { Leaving = own };

    private static bool IsSame(Appointment one, Appointment other) =>
        one.Slot == other.Slot && one.Status == other.Status
        && one.Applicants.Select(applicant => (applicant.Id, applicant.ServiceId)).SequenceEqual(
            other.Applicants.Select(applicant => (applicant.Id, applicant.ServiceId)));
}

/// <summary>Starts moves.</summary>
public sealed class AppointmentMoves(AppointmentLocks locks, DeskLocks desks, PastHolds pastHolds, AvailabilityIndex availability)
{
    internal AppointmentMove Start(bool silent = false) => new(locks, desks, pastHolds, availability, silent);
}
