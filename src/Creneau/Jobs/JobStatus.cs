using System.Collections.Concurrent;

namespace Creneau.Jobs;

/// <summary>A job that has not ended well for more than three of its periods.</summary>
/// <param name="LastSucceededUtc">Null: not since this node started, and for a job of the cluster never at all.</param>
public sealed record LateJob(string Name, DateTime? LastSucceededUtc);

/// <summary>
/// Which jobs are late, as this node sees it: what runs on every node is remembered in memory, what runs once in the
/// cluster is read from the database. Nothing is late during the first three periods after the node's start.
/// </summary>
public sealed class JobStatus(IEnumerable<Job> jobs, JobRuns runs, TimeProvider clock)
{
    private const int PeriodsUntilLate = 3;

    private readonly DateTime _startedUtc = clock.GetUtcNow().UtcDateTime;
    private readonly ConcurrentDictionary<string, DateTime> _here = new();

    /// <summary>Notes that a run ended well on this node, now.</summary>
    public void Succeeded(string job) => _here[job] = clock.GetUtcNow().UtcDateTime;

    /// <returns>In order of name; empty when all is well.</returns>
    public async Task<IReadOnlyList<LateJob>> LateAsync(CancellationToken ct)
    {
        var anywhere = await runs.LastSuccessesAsync(ct);
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        return
        [
            .. jobs.Select(job => (Job: job, Last: LastOf(job, anywhere)))
                .Where(known => nowUtc - Latest(known.Last, _startedUtc) > PeriodsUntilLate * known.Job.Period)
                .Select(known => new LateJob(known.Job.Name, known.Last))
                .OrderBy(late => late.Name, StringComparer.Ordinal),
        ];
    }

    private DateTime? LastOf(Job job, Dictionary<string, DateTime> anywhere)
    {
        IReadOnlyDictionary<string, DateTime> source = job.Scope == JobScope.Cluster ? anywhere : _here;
        return source.TryGetValue(job.Name, out var last) ? last : null;
    }

    private static DateTime Latest(DateTime? last, DateTime startedUtc) => last > startedUtc ? last.Value : startedUtc;
}
