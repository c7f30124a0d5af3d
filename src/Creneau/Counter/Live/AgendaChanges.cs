using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Creneau.Appointments;
using Creneau.Appointments.Notes;
using Creneau.Availability;
using Creneau.Counter.Visits;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.Live;

/// <summary>
/// Tells the screens of this node what to read again: after its own commits, and what other nodes or a comparison bring
/// (<see cref="AgendaWatch"/>). It says no more than site and day, so that nothing is told twice and nothing is missed.
/// </summary>
public sealed class AgendaChanges
{
    public static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<AgendaFollower, byte> _followers = new();
    private readonly AvailabilityIndex _availability;
    private readonly IDbContextFactory<CreneauDb> _contexts;
    private readonly StorageProvider _storage;
    private readonly TimeProvider _clock;

    public AgendaChanges(
        AvailabilityIndex availability, IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock)
    {
        (_availability, _contexts, _storage, _clock) = (availability, contexts, storage, clock);
        availability.ReadAgain += desk => Tell(ChangeOf(desk));
    }

    /// <summary>Told of each change that this node committed, for other nodes.</summary>
    public event Action<AgendaChange>? Committed;

    /// <summary>How many screens follow on this node.</summary>
    public int Followers => _followers.Count;

    /// <summary>
    /// What a screen of one site has to read again, for as long as it may see it: everything at first. Changes that come
    /// faster than they are taken are told once.
    /// </summary>
    /// <param name="maySee">Asked every two seconds; false ends the stream.</param>
    /// <returns>Null is a sign of life, when there was nothing to tell for 15 seconds.</returns>
    public async IAsyncEnumerable<AgendaChange?> FollowAsync(
        int siteId, Func<CancellationToken, Task<bool>> maySee, [EnumeratorCancellation] CancellationToken ct)
    {
        var follower = new AgendaFollower(siteId);
        follower.Note(AgendaChange.Everything);
        _followers[follower] = 0;
        try
        {
            var (checkedAt, toldAt) = (_clock.GetTimestamp(), _clock.GetTimestamp());
            while (true)
            {
                await WakenAsync(follower, ct);
                if (_clock.GetElapsedTime(checkedAt) >= BetweenChecks)
                {
                    if (!await maySee(ct))
                    {
                        yield break;
                    }

                    checkedAt = _clock.GetTimestamp();
                }

                foreach (var told in follower.Take(_clock.GetElapsedTime(toldAt) >= LongestSilence))
                {
                    toldAt = _clock.GetTimestamp();
                    yield return told;
                }
            }
        }
        finally
        {
            _followers.TryRemove(follower, out _);
        }
    }

    /// <summary>Passes on what other nodes told, or everything after a gap.</summary>
    internal void Tell(AgendaChange change)
    {
        foreach (var follower in _followers.Keys)
        {
            follower.Note(change);
        }
    }

    /// <summary>
    /// Before an appointment or note is saved: notes which days it touches, the one that it leaves too. Runs after events were
    /// added, which every change that shows leaves.
    /// </summary>
    internal void Note(Transaction transaction)
    {
        var tracked = transaction.Db.ChangeTracker;
        var events = tracked.Entries<AppointmentEvent>().Select(entry => entry.Entity).ToList();
        var appointments = tracked.Entries<Appointment>().ToDictionary(entry => entry.Entity.Id);
        HashSet<Guid> noted = [.. tracked.Entries<AppointmentNote>().Select(entry => entry.Entity.AppointmentId)];
        HashSet<AgendaChange> changes =
        [
            .. events.Select(happened => new AgendaChange(happened.SiteId, happened.Date)),
            .. tracked.Entries<Visit>().Select(entry => new AgendaChange(entry.Entity.SiteId, entry.Entity.Date)),
            .. tracked.Entries<DeskSignOn>().Select(entry => ChangeOf(entry.Entity.DeskId)),
        ];
        foreach (var id in events.Select(happened => happened.AppointmentId).Concat(noted).Where(appointments.ContainsKey).Distinct())
        {
            var (site, date) = (appointments[id].Property(row => row.SiteId), appointments[id].Property(row => row.Date));
            changes.Add(new AgendaChange(site.OriginalValue, date.OriginalValue));
        }

        noted.ExceptWith(appointments.Keys);
        if (changes.Count > 0 || noted.Count > 0)
        {
            transaction.AfterCommit(async () => TellAll([.. changes, .. await PlacesOfAsync(noted)]));
        }
    }

    /// <summary>Where appointments are of which no more than a note was written; everything when that cannot be read.</summary>
    private async Task<IReadOnlyList<AgendaChange>> PlacesOfAsync(HashSet<Guid> appointmentIds)
    {
        try
        {
            return appointmentIds.Count == 0 ? [] : await _contexts.ReadAsync(
                _storage,
                db => db.Appointments.Where(row => appointmentIds.Contains(row.Id))
                    .Select(row => new AgendaChange(row.SiteId, row.Date)).ToListAsync(),
                CancellationToken.None);
        }
        catch (Exception error) when (_storage.IsTransient(error))
        {
            return [AgendaChange.Everything];
        }
    }

    private void TellAll(IEnumerable<AgendaChange> changes)
    {
        foreach (var change in changes)
        {
            Tell(change);
            Committed?.Invoke(change);
        }
    }

    private AgendaChange ChangeOf(int? deskId) =>
        deskId is { } id && _availability.Places.Desks.TryGetValue(id, out var desk)
            ? new AgendaChange(desk.SiteId, null)
            : AgendaChange.Everything;

    /// <summary>Waits for a change, at most until the rights are looked at again.</summary>
    private async Task WakenAsync(AgendaFollower follower, CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(follower.Changed, Task.Delay(BetweenChecks, _clock, waiting.Token));
        await waiting.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
