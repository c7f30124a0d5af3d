using System.Runtime.CompilerServices;
using Creneau.Storage;

namespace Creneau.Availability;

/// <summary>A desk's row, locked, with its revisions.</summary>
public sealed record DeskLock(int Id, long Revision, long ScheduleRevision);

/// <summary>
/// Locks desks, takes and frees their ranges and publishes that after the commit. The desk's row is the lock: everybody
/// locks desks in order of id, all that are needed at once. See `docs/decisions/0001-the-desk-row-is-the-lock.md`.
/// </summary>
public sealed class DeskLocks(AvailabilityIndex availability)
{
    /// <summary>Locks desks; one that does not exist is not locked afterwards.</summary>
    public Task LockAsync(Transaction transaction, IEnumerable<int> deskIds, CancellationToken ct) =>
        LockAsync(transaction, $"id IN ({deskIds.ToArray()})", transaction.Storage.ForUpdate, ct);

    /// <summary>
    /// Locks the desks that appointments occupy, and others. They may occupy others once this has waited: see
    /// <see cref="RangesAsync"/>.
    /// </summary>
    public Task LockOfAsync(Transaction transaction, Guid[] appointmentIds, IEnumerable<int> others, CancellationToken ct) =>
        LockAsync(
            transaction,
            With(others, $"SELECT desk_id FROM occupancy WHERE appointment_id IN ({appointmentIds})"),
            transaction.Storage.ForUpdate,
            ct);

    /// <summary>Locks the desks of a session's live hold, if it has one, and others.</summary>
    public Task LockHoldOfAsync(Transaction transaction, string ownerHash, IEnumerable<int> others, CancellationToken ct) =>
        LockAsync(
            transaction, With(others, $"SELECT desk_id FROM occupancy WHERE owner_hash = {ownerHash}"), transaction.Storage.ForUpdate, ct);

    /// <summary>Locks all desks of an appointment unless somebody else has one of them; for jobs, which do not wait.</summary>
    public async Task<bool> TryLockOfAsync(Transaction transaction, Guid appointmentId, CancellationToken ct)
    {
        var ranges = await RangesAsync(transaction, appointmentId, ct);
        await LockAsync(transaction, $"id IN ({ranges.Select(range => range.DeskId).ToArray()})", transaction.Storage.ForUpdateOrSkip, ct);
        return ranges.All(range => IsLocked(transaction, range.DeskId))
            && (await RangesAsync(transaction, appointmentId, ct)).SequenceEqual(ranges);
    }

    /// <summary>
    /// A desk that is locked, as it really is: reloaded when this node's view was behind. Null when it is not locked,
    /// or unknown here.
    /// </summary>
    public DeskState? Locked(Transaction transaction, int deskId) => LockedDesks.Of(transaction, this).States.GetValueOrDefault(deskId);

    public bool IsLocked(Transaction transaction, int deskId) => LockedDesks.Of(transaction, this).Rows.ContainsKey(deskId);

    /// <summary>What an appointment occupies, in order of desk.</summary>
    public static Task<List<DeskRange>> RangesAsync(Transaction transaction, Guid appointmentId, CancellationToken ct) =>
        transaction.Db.ReadAsync(
        $"SELECT desk_id, date, start_minute, end_minute FROM occupancy WHERE appointment_id = {appointmentId} ORDER BY desk_id",
        row => new DeskRange(row.GetInt32(0), row.GetFieldValue<DateOnly>(1), row.GetInt32(2), row.GetInt32(3)),
        ct);

    /// <summary>Occupies ranges of locked desks.</summary>
    /// <param name="hold">Null for a confirmed appointment.</param>
    public void Take(Transaction transaction, Guid appointmentId, IEnumerable<DeskRange> ranges, HoldTerms? hold)
    {
        foreach (var range in ranges)
        {
            transaction.Db.Add(new Occupancy(appointmentId, range, hold));
            Note(transaction, new DeskChange(appointmentId, range, Taken: true, hold));
        }
    }

    /// <summary>Frees what an appointment occupied, at once, so that its own new slot may overlap the old one.</summary>
    public async Task FreeAsync(Transaction transaction, Guid appointmentId, CancellationToken ct)
    {
        var freed = await RangesAsync(transaction, appointmentId, ct);
        await transaction.Db.WriteAsync($"DELETE FROM occupancy WHERE appointment_id = {appointmentId}", ct);
        freed.ForEach(range => Note(transaction, new DeskChange(appointmentId, range, Taken: false, Hold: null)));
    }

    /// <summary>Says that a hold's end or its nature changed, though its place did not.</summary>
    /// <param name="hold">Null: it has been confirmed.</param>
    public async Task RestateAsync(Transaction transaction, Guid appointmentId, HoldTerms? hold, CancellationToken ct)
    {
        foreach (var range in await RangesAsync(transaction, appointmentId, ct))
        {
            Note(transaction, new DeskChange(appointmentId, range, Taken: true, hold));
        }

        transaction.RunLast(() =>
            $"UPDATE occupancy SET held_until_utc = {hold?.HeldUntilUtc}, owner_hash = {hold?.OwnerHash} WHERE appointment_id = {appointmentId}");
    }

    /// <summary>Rules, closures or staffing of locked desks changed: both revisions are raised, and every node reads them anew.</summary>
    public void ScheduleChanged(Transaction transaction, IEnumerable<int> deskIds)
    {
        var locked = LockedDesks.Of(transaction, this);
        locked.Rescheduled.UnionWith(deskIds.Where(id => locked.Rows.ContainsKey(id) ? true : throw NotLocked(id)));
    }

    private static FormattableString With(IEnumerable<int> deskIds, FormattableString occupied) =>
        deskIds.ToArray() is { Length: > 0 } others
        ? FormattableStringFactory.Create("id IN ({0}) OR id IN ({1})", others, occupied)
        : FormattableStringFactory.Create("id IN ({0})", occupied);

    private async Task LockAsync(Transaction transaction, FormattableString which, FormattableString how, CancellationToken ct)
    {
        var locked = LockedDesks.Of(transaction, this);
        var rows = await transaction.Db.ReadAsync(
            $"SELECT id, revision, schedule_revision FROM desk WHERE {which} ORDER BY id{how}",
            row => new DeskLock(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2)),
            ct);
        foreach (var row in rows)
        {
            locked.Rows[row.Id] = row;
            if (await availability.CurrentAsync(transaction.Db, row, ct) is { } state)
            {
                locked.States[row.Id] = state;
            }
        }

        transaction.ReadClock();
    }

    private void Note(Transaction transaction, DeskChange change)
    {
        var locked = LockedDesks.Of(transaction, this);
        locked.Changes.Add(locked.Rows.ContainsKey(change.Range.DeskId) ? change : throw NotLocked(change.Range.DeskId));
    }

    private static InvalidOperationException NotLocked(int deskId) => new($"Desk {deskId} is changed without its lock.");

    /// <summary>The desks of one transaction: what is locked, and what is done to it.</summary>
    private sealed class LockedDesks(DeskLocks desks)
    {
        public Dictionary<int, DeskLock> Rows { get; } = [];

        public Dictionary<int, DeskState> States { get; } = [];

        public List<DeskChange> Changes { get; } = [];

        public HashSet<int> Rescheduled { get; } = [];

        public static LockedDesks Of(Transaction transaction, DeskLocks desks) => transaction.State(() =>
        {
            var locked = new LockedDesks(desks);
            transaction.RunLast(locked.RaiseRevisions);
            transaction.RunLast(locked.RaiseScheduleRevisions);
            transaction.AfterCommit(locked.PublishAsync);
            return locked;
        });

        private FormattableString? RaiseRevisions()
        {
            var ids = Changes.Select(change => change.Range.DeskId).Except(Rescheduled).Distinct().ToArray();
            FormattableString raise = $"UPDATE desk SET revision = revision + 1 WHERE id IN ({ids})";
            return ids.Length == 0 ? null : raise;
        }

        private FormattableString? RaiseScheduleRevisions()
        {
            FormattableString raise =
                $"UPDATE desk SET revision = revision + 1, schedule_revision = revision + 1 WHERE id IN ({Rescheduled.ToArray()})";
            return Rescheduled.Count == 0 ? null : raise;
        }

        private async Task PublishAsync()
        {
            foreach (var ofDesk in Changes.GroupBy(change => change.Range.DeskId).Where(group => !Rescheduled.Contains(group.Key)))
            {
                desks.Publish(ofDesk.Key, Rows[ofDesk.Key].Revision + 1, [.. ofDesk]);
            }

            foreach (var id in Rescheduled)
            {
                await desks.PublishScheduleAsync(id, Rows[id].Revision + 1);
            }
        }
    }

    private void Publish(int deskId, long revision, IReadOnlyList<DeskChange> changes) => availability.Committed(deskId, revision, changes);

    private Task PublishScheduleAsync(int deskId, long revision) => availability.RescheduledAsync(deskId, revision);
}
