using System.Diagnostics.Metrics;

namespace Creneau.Jobs;

/// <summary>Runs, failures and last duration of every job, by its name. Published by `/metrics` as `creneau_jobs_…`.</summary>
public sealed class JobMetrics : IDisposable
{
    public const string MeterName = "Creneau.Jobs";

    /// <summary>Not `job`: that label is the scraper's own.</summary>
    private const string NameTag = "job_name";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _runs;
    private readonly Counter<long> _failures;
    private readonly Gauge<double> _lastDuration;

    public JobMetrics()
    {
        _runs = _meter.CreateCounter<long>("creneau.jobs.runs", description: "Runs that have ended, whatever became of them");
        _failures = _meter.CreateCounter<long>("creneau.jobs.failures", description: "Runs that threw an exception");
        _lastDuration = _meter.CreateGauge<double>("creneau.jobs.last_duration", "s", "How long the last run took");
    }

    public void Ended(string job, TimeSpan duration, bool failed)
    {
        var name = new KeyValuePair<string, object?>(NameTag, job);
        _runs.Add(1, name);
        // Zero as well: a counter that appears with its first failure cannot be watched for an increase
        _failures.Add(failed ? 1 : 0, name);
        _lastDuration.Record(duration.TotalSeconds, name);
    }

    public void Dispose() => _meter.Dispose();
}
