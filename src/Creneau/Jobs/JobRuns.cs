using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Jobs;

/// <summary>The table `job_run`: all nodes write there when a job of the cluster began and when it ended well.</summary>
public sealed class JobRuns(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, TimeProvider clock)
{
    private const string Started = """
        INSERT INTO job_run (name, last_started_utc) VALUES ({0}, {1})
        ON CONFLICT (name) DO UPDATE SET last_started_utc = excluded.last_started_utc
        """;

    private const string Succeeded = "UPDATE job_run SET last_succeeded_utc = {1} WHERE name = {0}";

    /// <summary>Runs a job and writes down that it did.</summary>
    public async Task RecordAsync(JobWork job, CancellationToken ct)
    {
        await WriteAsync(Started, job.Job.Name, ct);
        await job.RunAsync(ct);
        await WriteAsync(Succeeded, job.Job.Name, ct);
    }

    /// <returns>The last success of every job that ever succeeded, by name.</returns>
    public async Task<Dictionary<string, DateTime>> LastSuccessesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.ReadAsync(
            $"SELECT name, last_succeeded_utc FROM job_run WHERE last_succeeded_utc IS NOT NULL",
            row => (Name: row.GetString(0), AtUtc: DateTime.SpecifyKind(row.GetDateTime(1), DateTimeKind.Utc)),
            ct);
        return rows.ToDictionary(row => row.Name, row => row.AtUtc);
    }

    private Task WriteAsync(string sql, string job, CancellationToken ct) => contexts.WriteAsync(
        storage, db => db.Database.ExecuteSqlRawAsync(sql, [job, clock.GetUtcNow().UtcDateTime], ct), ct);
}
