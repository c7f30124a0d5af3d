using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Creneau.Jobs;

/// <summary>
/// Logs failures of work that is tried again and again: the whole exception when it is a new one, one line while the same
/// one comes back, so that an outage of an hour does not fill the log with one stack per period.
/// </summary>
public sealed class FailureLog(ILogger log)
{
    private readonly ConcurrentDictionary<string, Streak> _failing = new();

    public void Failed(string work, Exception error)
    {
        var kind = $"{error.GetType()}: {error.GetBaseException().Message}";
        var streak = _failing.AddOrUpdate(
            work, _ => new Streak(kind, 1, IsNew: true), (_, last) => new Streak(kind, last.Times + 1, last.Kind != kind));
        if (streak.IsNew)
        {
            log.LogError(error, "{Work} failed; it will be tried again", work);
        }
        else
        {
            log.LogError("{Work} failed in the same way ({Kind}), {Times} times in a row", work, error.GetType().Name, streak.Times);
        }
    }

    public void Succeeded(string work)
    {
        if (_failing.TryRemove(work, out var streak))
        {
            log.LogInformation("{Work} works again after {Times} failures", work, streak.Times);
        }
    }

    private sealed record Streak(string Kind, int Times, bool IsNew);
}
