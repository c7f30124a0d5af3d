using Creneau.Availability;
using Creneau.Booking;
using Creneau.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Storage;

/// <summary>A running write: its context, the desks it has locked, and what it does to them.</summary>
public sealed class DoorTransaction(CreneauDb db, StorageProvider storage, AvailabilityIndex availability, TimeProvider clock)
{
    private readonly Dictionary<int, DeskLock> _locked = [];
    private readonly Dictionary<int, DeskState> _states = [];
    private readonly List<DeskChange> _changes = [];

    public CreneauDb Db => db;

    /// <summary>The instant of the decision: taken once the locks are held, so that waiting for them counts.</summary>
    public DateTime NowUtc { get; private set; } = clock.GetUtcNow().UtcDateTime;

    /// <summary>Locks desks in order of id; ask for all of them at once, so that nobody waits crosswise.</summary>
    /// <returns>Each desk as it really is, reloaded when this node's view is behind; a desk that is gone is missing.</returns>
    public async Task<IReadOnlyDictionary<int, DeskState>> LockAsync(IEnumerable<int> deskIds, CancellationToken ct)
    {
        var ids = deskIds.Distinct().Order().ToArray();
        foreach (var row in await storage.LockDesksAsync(db, ids, ct))
        {
            _locked[row.Id] = row;
            _states[row.Id] = await availability.CurrentAsync(db, row, ct);
        }

        NowUtc = clock.GetUtcNow().UtcDateTime;
        return _states;
    }

    /// <summary>A desk that is locked already.</summary>
    public DeskState Locked(int deskId) => _states[deskId];

    /// <summary>Locks one desk unless it is busy; for the sweeper.</summary>
    public async Task<bool> TryLockAsync(int deskId, CancellationToken ct)
    {
        if (!await storage.TryLockDeskAsync(db, deskId, ct))
        {
            return false;
        }

        await LockAsync([deskId], ct);
        return true;
    }

    /// <summary>Occupies a slot of a locked desk.</summary>
    public void Take(Appointment appointment)
    {
        var slot = appointment.Slot;
        db.Occupancies.Add(new Occupancy(appointment.Id, slot.DeskId, slot.Date, slot.StartMinute, slot.EndMinute));
        Note(appointment.Id, slot, taken: true, HoldOf(appointment));
    }

    /// <summary>Frees what an appointment occupied, at once, so that its own new slot may overlap the old one.</summary>
    public async Task FreeAsync(Guid appointmentId, SlotTime slot, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"DELETE FROM occupancy WHERE appointment_id = {appointmentId}", ct);
        Note(appointmentId, slot, taken: false, hold: null);
    }

    /// <summary>Says that a hold's end or its nature changed, though its place did not.</summary>
    public void Restate(Appointment appointment) => Note(appointment.Id, appointment.Slot, taken: true, HoldOf(appointment));

    internal bool WroteMessages { get; private set; }

    internal async Task WriteAsync(CancellationToken ct)
    {
        foreach (var entry in db.ChangeTracker.Entries<Appointment>().ToList())
        {
            db.AppointmentEvents.AddRange(entry.Entity.TakeNewEvents());
        }

        WroteMessages = db.ChangeTracker.Entries<OutboxMessage>().Any(entry => entry.State == EntityState.Added);
        await db.SaveChangesAsync(ct);
        var touched = _changes.Select(change => change.DeskId).Distinct().Order().ToArray();
        if (touched.Length > 0)
        {
            await db.Desks.Where(desk => touched.Contains(desk.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(desk => desk.Revision, desk => desk.Revision + 1), ct);
        }
    }

    internal void Publish()
    {
        foreach (var ofDesk in _changes.GroupBy(change => change.DeskId))
        {
            availability.Committed(ofDesk.Key, _locked[ofDesk.Key].Revision + 1, [.. ofDesk]);
        }
    }

    private void Note(Guid appointmentId, SlotTime slot, bool taken, HoldSpan? hold)
    {
        if (!_locked.ContainsKey(slot.DeskId))
        {
            throw new InvalidOperationException($"Desk {slot.DeskId} is changed without its lock.");
        }

        _changes.Add(new DeskChange(slot.DeskId, appointmentId, slot.Date, slot.StartMinute, slot.EndMinute, taken, hold));
    }

    private static HoldSpan? HoldOf(Appointment appointment) =>
        appointment.Status == AppointmentStatus.Held
            ? new HoldSpan(appointment.Id, appointment.Date, appointment.StartMinute, appointment.EndMinute, appointment.HeldUntilUtc!.Value, appointment.BrowserHash)
            : null;
}
