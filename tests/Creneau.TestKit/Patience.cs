using System.Diagnostics;

namespace Creneau.TestKit;

/// <summary>Waits for something to become true by asking again and again, never by a fixed sleep.</summary>
public static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <returns>The first answer of <paramref name="ask"/> that is not null.</returns>
    /// <exception cref="TimeoutException">There was none within <paramref name="timeout"/>; says <paramref name="what"/>.</exception>
    public static async Task<T> ForAsync<T>(
        string what, Func<Task<T?>> ask, TimeSpan timeout, CancellationToken ct = default) where T : class
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer) return answer;
            if (Stopwatch.GetElapsedTime(start) > timeout) throw new TimeoutException($"Not within {timeout}: {what}.");
            await Task.Delay(Pause, ct);
        }
    }

    /// <exception cref="TimeoutException">It was not true within <paramref name="timeout"/>.</exception>
    public static Task UntilAsync(string what, Func<Task<bool>> ask, TimeSpan timeout, CancellationToken ct = default) =>
        ForAsync(what, async () => await ask() ? what : null, timeout, ct);
}
