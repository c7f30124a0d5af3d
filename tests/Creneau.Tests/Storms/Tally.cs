using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Creneau.Tests.Storms;

/// <summary>Counts what happened in a storm, for the judgement afterwards and for whoever reads the output.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _longest;

    public int this[string what] => _counts.GetValueOrDefault(what);

    public TimeSpan LongestAnswer => TimeSpan.FromTicks(Interlocked.Read(ref _longest));

    public void Note(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    /// <summary>Measures one answer.</summary>
    /// <param name="since">From <see cref="Stopwatch.GetTimestamp"/>, before the request.</param>
    public void NoteAnswer(long since)
    {
        Note("requests");
        var ticks = Stopwatch.GetElapsedTime(since).Ticks;
        for (var known = Interlocked.Read(ref _longest); ticks > known; known = Interlocked.Read(ref _longest))
        {
            Interlocked.CompareExchange(ref _longest, ticks, known);
        }
    }

    public override string ToString()
    {
        var counts = _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}");
        return string.Create(
            CultureInfo.InvariantCulture, $"{string.Join(", ", counts)}; longest answer {LongestAnswer.TotalMilliseconds:0} ms");
    }
}
