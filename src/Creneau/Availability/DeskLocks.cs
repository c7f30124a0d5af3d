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
        LockAsync(transaction, $"IN ({deskIds.ToArray()})", transaction.Storage.ForUpdate, ct);

    /// <summary>
    /// Locks a desk whose hours change, and those whose hours follow from it: of a staffed planning at one site, the desks
    /// that have an agent depend on which of them are closed (rule 2).
    /// </summary>
    /// <returns>The desks that are locked, for <see cref="ScheduleChanged"/>; empty when there is no such desk.</returns>
    public async Task<IReadOnlyCollection<int>> LockScheduleOfAsync(Transaction transaction, int deskId, CancellationToken ct)
    {
        await LockAsync(
            transaction,
            transaction.Storage.IsAmong($"""
            SELECT {deskId} UNION SELECT other.desk_id FROM desk_planning AS own
            JOIN planning AS staffed ON staffed.id = own.planning_id AND staffed.staffed
            JOIN desk_planning AS other ON other.planning_id = own.planning_id
            JOIN desk AS here ON here.id = own.desk_id
            JOIN desk AS there ON there.id = other.desk_id AND there.site_id = here.site_id
            WHERE own.desk_id = {deskId}
            """),
            transaction.Storage.ForUpdate,
            ct);
        return IsLocked(transaction, deskId) ? Of(transaction).Rows.Keys : [];
    }

    /// <summary>
    /// Locks the desks that appointments occupy, and others. They may occupy others once this has waited: see
    /// <see cref="RangesAsync"/>.
    /// </summary>
    public Task LockOfAsync(Transaction transaction, Guid[] appointmentIds, IEnumerable<int> others, CancellationToken ct) =>
        LockOccupiedAsync(transaction, $"appointment_id IN ({appointmentIds})", others, ct);

    /// <summary>Locks the desks of a session's hold, if it has one, and others.</summary>
    /// <returns>Whether it has one now that this has waited; it may occupy other desks than those: see <see cref="RangesAsync"/>.</returns>
    public async Task<bool> LockHoldOfAsync(Transaction transaction, string ownerHash, IEnumerable<int> others, CancellationToken ct) =>
        await LockOccupiedAsync(transaction, $"owner_hash = {ownerHash}", others, ct) > 0;

    /// <summary>Locks all desks of an appointment unless somebody else has one of them; for jobs, which do not wait.</summary>
    /// <param name="others">Desks that the job needs as well; null: none.</param>
    /// <returns>False as well when it occupies nothing (any more).</returns>
    public async Task<bool> TryLockOfAsync(
        Transaction transaction, Guid appointmentId, CancellationToken ct, IReadOnlyCollection<int>? others = null)
    {
        var ranges = await RangesAsync(transaction, appointmentId, ct);
        if (ranges.Count == 0)
        {
            return false;
        }

        int[] wanted = [.. ranges.Select(range => range.DeskId).Concat(others ?? []).Distinct()];
        await LockAsync(transaction, $"IN ({wanted})", transaction.Storage.ForUpdateOrSkip, ct);
        return Array.TrueForAll(wanted, id => IsLocked(transaction, id))
            && (await RangesAsync(transaction, appointmentId, ct)).SequenceEqual(ranges);
    }

    /// <summary>
    /// A desk that is locked, as it really is: reloaded when this node's view was behind. Null when it is not locked,
    /// or unknown here.
    /// </summary>
    public DeskState? Locked(Transaction transaction, int deskId) => Of(transaction).States.GetValueOrDefault(deskId);

    public bool IsLocked(Transaction transaction, int deskId) => Of(transaction).Rows.ContainsKey(deskId);

    /// <summary>Whether every desk that an appointment occupies is locked: it may have moved while this waited.</summary>
    public async Task<bool> HasLockedAsync(Transaction transaction, Guid appointmentId, CancellationToken ct) =>
        (await RangesAsync(transaction, appointmentId, ct)).TrueForAll(range => IsLocked(transaction, range.DeskId));

    /// <summary>
    /// What an appointment occupies, in order of desk. Once all of that is locked nobody else can change it, and it is not
    /// read again.
    /// </summary>
    public async Task<List<DeskRange>> RangesAsync(Transaction transaction, Guid appointmentId, CancellationToken ct)
    {
        var locked = Of(transaction);
        if (locked.Ranges.TryGetValue(appointmentId, out var known))
        {
            return [.. known];
        }

        var occupied = Occupied($"appointment_id = {appointmentId}");
        var ranges = await transaction.Db.ReadAsync(occupied.Sql, occupied.Read, ct);
        locked.Remember(ranges);
        return [.. ranges.Select(range => range.Range)];
    }

    /// <summary>Occupies ranges of locked desks.</summary>
    /// <param name="hold">Null for a confirmed appointment.</param>
    public void Take(Transaction transaction, Guid appointmentId, IEnumerable<DeskRange> ranges, HoldTerms? hold)
    {
        Of(transaction).Ranges.Remove(appointmentId);
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
        Of(transaction).Ranges.Remove(appointmentId);
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
            $"""
            UPDATE occupancy SET held_until_utc = {hold?.HeldUntilUtc}, owner_hash = {hold?.OwnerHash}
            WHERE appointment_id = {appointmentId}
            """);
    }

    /// <summary>Rules, closures or staffing of locked desks changed: both revisions are raised, and every node reads them anew.</summary>
    public void ScheduleChanged(Transaction transaction, IEnumerable<int> deskIds)
    {
        var locked = Of(transaction);
        locked.Rescheduled.UnionWith(deskIds.Where(id => locked.Rows.ContainsKey(id) ? true : throw NotLocked(id)));
    }

    /// <summary>One list of ids: joined by OR, both databases would look at every desk there is.</summary>
    private static FormattableString With(IEnumerable<int> deskIds, FormattableString occupied)
    {
        object[] lists = [.. deskIds, occupied];
        var format = string.Concat(Enumerable.Range(0, lists.Length - 1).Select(index => $"SELECT {{{index}}} UNION ALL "));
        return FormattableStringFactory.Create($"{format}{{{lists.Length - 1}}}", lists);
    }

    /// <param name="among">Compares the id, such as `IN (1, 2)`; see <see cref="StorageProvider.IsAmong"/>.</param>
    private static Question<DeskLock> Lock(FormattableString among, FormattableString how) => new(
        $"SELECT id, revision, schedule_revision FROM desk WHERE id {among} ORDER BY id{how}",
        row => new DeskLock(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2)));

    private static Question<(Guid AppointmentId, DeskRange Range)> Occupied(FormattableString which) => new(
        $"SELECT appointment_id, desk_id, date, start_minute, end_minute FROM occupancy WHERE {which} ORDER BY desk_id",
        row => (row.GetGuid(0), new DeskRange(row.GetInt32(1), row.GetFieldValue<DateOnly>(2), row.GetInt32(3), row.GetInt32(4))));

    private async Task LockAsync(Transaction transaction, FormattableString among, FormattableString how, CancellationToken ct)
    {
        var desks = Lock(among, how);
        await NoteAsync(transaction, await transaction.Db.ReadAsync(desks.Sql, desks.Read, ct), ct);
    }

    /// <returns>How many ranges are occupied now that this has waited.</returns>
    private async Task<int> LockOccupiedAsync(
        Transaction transaction, FormattableString which, IEnumerable<int> others, CancellationToken ct)
    {
        var storage = transaction.Storage;
        var (rows, ranges) = await transaction.Db.ReadAsync(
            Lock(storage.IsAmong(With(others, $"SELECT desk_id FROM occupancy WHERE {which}")), storage.ForUpdate), Occupied(which), ct);
        await NoteAsync(transaction, rows, ct);
        Of(transaction).Remember(ranges);
        return ranges.Count;
    }

    private async Task NoteAsync(Transaction transaction, List<DeskLock> rows, CancellationToken ct)
    {
        var locked = Of(transaction);
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
        var locked = Of(transaction);
        locked.Changes.Add(locked.Rows.ContainsKey(change.Range.DeskId) ? change : throw NotLocked(change.Range.DeskId));
    }

    private LockedDesks Of(Transaction transaction) => transaction.State(() => new LockedDesks(transaction, availability));

    private static InvalidOperationException NotLocked(int deskId) => new($"Desk {deskId} is changed without its lock.");

    /// <summary>The desks of one transaction: what is locked, and what is done to it.</summary>
    private sealed class LockedDesks
    {
        private readonly AvailabilityIndex _availability;

        public LockedDesks(Transaction transaction, AvailabilityIndex availability)
        {
            _availability = availability;
            transaction.RunLast(RaiseRevisions);
            transaction.RunLast(RaiseScheduleRevisions);
            transaction.AfterCommit(PublishAsync);
        }

        public Dictionary<int, DeskLock> Rows { get; } = [];

        public Dictionary<int, DeskState> States { get; } = [];

        /// <summary>What appointments occupy of which every desk is locked: it stays so, but for what this transaction does.</summary>
        public Dictionary<Guid, DeskRange[]> Ranges { get; } = [];

        public List<DeskChange> Changes { get; } = [];

        public HashSet<int> Rescheduled { get; } = [];

        /// <summary>An appointment that occupies nothing is not remembered: no lock keeps it so.</summary>
        public void Remember(IEnumerable<(Guid AppointmentId, DeskRange Range)> occupied)
        {
            foreach (var ofOne in occupied.GroupBy(one => one.AppointmentId, one => one.Range))
            {
                if (ofOne.All(range => Rows.ContainsKey(range.DeskId)))
                {
                    Ranges[ofOne.Key] = [.. ofOne];
                }
            }
        }

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
                _availability.Committed(ofDesk.Key, Rows[ofDesk.Key].Revision + 1, [.. ofDesk]);
            }

            foreach (var id in Rescheduled)
            {
                await _availability.RescheduledAsync(id, Rows[id].Revision + 1);
            }
        }
    }
}
