using System.Runtime.CompilerServices;
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
    public Task LockAsync(int[] deskIds, CancellationToken ct) => LockAsync($"id IN ({deskIds})", ct);

    /// <summary>Locks the desk of an appointment and others. It may have moved while this waited: see <see cref="Locked"/>.</summary>
    public Task LockDeskOfAsync(Guid appointmentId, int[] others, CancellationToken ct) =>
        LockAsync(With(others, $"SELECT desk_id FROM appointment WHERE id = {appointmentId}"), ct);

    /// <summary>Locks a desk and the one of the browser's live hold, if any. It may be another one once this has waited.</summary>
    public Task LockHoldOfAsync(string browserHash, int other, CancellationToken ct) =>
        LockAsync(With([other], $"SELECT desk_id FROM appointment WHERE status = 0 AND browser_hash = {browserHash}"), ct);

    /// <summary>
    /// Locks rows of appointments, after the desks: whoever tells somebody that their appointment is in the way, and whoever
    /// cancels it, do so one after the other.
    /// </summary>
    public async Task LockAppointmentsAsync(Guid[] ids, CancellationToken ct)
    {
        await storage.LockAppointmentsAsync(db, ids, ct);
        NowUtc = clock.GetUtcNow().UtcDateTime;
    }

    /// <summary>A desk that is locked, as it really is: reloaded when this node's view was behind. Null when it is not locked.</summary>
    public DeskState? Locked(int deskId) => _states.GetValueOrDefault(deskId);

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
        await db.WriteAsync($"DELETE FROM occupancy WHERE appointment_id = {appointmentId}", ct);
        Note(appointmentId, slot, taken: false, hold: null);
    }

    /// <summary>Says that a hold's end or its nature changed, though its place did not.</summary>
    public void Restate(Appointment appointment) => Note(appointment.Id, appointment.Slot, taken: true, HoldOf(appointment));

    internal bool WroteMessages { get; private set; }

    /// <summary>Writes everything, the revisions of the touched desks and the form's answer last.</summary>
    internal async Task WriteAsync(FormattableString? answer, CancellationToken ct)
    {
        NoteTracked();
        await db.SaveChangesAsync(ct);
        var touched = _changes.Select(change => change.DeskId).Distinct().ToArray();
        FormattableString raise = $"UPDATE desk SET revision = revision + 1 WHERE id IN ({touched})";
        FormattableString? last = (touched, answer) switch
        {
            ([], _) => answer,
            (_, null) => raise,
            // In one round trip: others wait for these desks
            _ => FormattableStringFactory.Create("{0}; {1}", raise, answer),
        };
        if (last is not null)
        {
            await db.WriteAsync(last, ct);
        }
    }

    internal void Publish()
    {
        foreach (var ofDesk in _changes.GroupBy(change => change.DeskId))
        {
            availability.Committed(ofDesk.Key, _locked[ofDesk.Key].Revision + 1, [.. ofDesk]);
        }
    }

    private void NoteTracked()
    {
        // What is listed here needs no comparison of every value; saving makes that one
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.AppointmentEvents.AddRange(db.ChangeTracker.Entries<Appointment>().SelectMany(entry => entry.Entity.TakeNewEvents()).ToList());
        WroteMessages = db.ChangeTracker.Entries<OutboxMessage>().Any(entry => entry.State == EntityState.Added);
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    private static FormattableString With(int[] deskIds, FormattableString another) =>
        deskIds is []
            ? FormattableStringFactory.Create("id = ({0})", another)
            : FormattableStringFactory.Create("id IN ({0}, ({1}))", deskIds, another);

    private async Task LockAsync(FormattableString which, CancellationToken ct)
    {
        foreach (var row in await storage.LockDesksAsync(db, which, ct))
        {
            _locked[row.Id] = row;
            _states[row.Id] = await availability.CurrentAsync(db, row, ct);
        }

        NowUtc = clock.GetUtcNow().UtcDateTime;
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
