namespace Creneau.Counter.Live;

/// <summary>One screen: what it has not been told yet.</summary>
internal sealed class AgendaFollower(int siteId)
{
    private readonly Lock _gathering = new();
    private readonly HashSet<AgendaChange> _untold = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once there is something to tell.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    public void Note(AgendaChange change)
    {
        if (!change.Concerns(siteId))
        {
            return;
        }

        lock (_gathering)
        {
            _untold.Add(change);
            _changed.TrySetResult();
        }
    }

    /// <param name="always">Whether a sign of life is due.</param>
    public IReadOnlyList<AgendaChange?> Take(bool always)
    {
        lock (_gathering)
        {
            if (_untold.Count == 0)
            {
                return always ? [null] : [];
            }

            // Whoever reads everything again, or every day of the site, needs no single day
            AgendaChange[] told = _untold.Contains(AgendaChange.Everything) ? [AgendaChange.Everything]
                : [.. _untold.Where(change => change.Date is null || !_untold.Contains(change with { Date = null }))];
            _untold.Clear();
            Volatile.Write(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return [.. told.Select(change => (AgendaChange?)change)];
        }
    }
}
