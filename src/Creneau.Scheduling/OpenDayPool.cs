using System.Collections.Concurrent;

namespace Creneau.Scheduling;

/// <summary>One object for all days with the same content: 5,500 desks and 120 days have a few hundred of them.</summary>
internal static class OpenDayPool
{
    private const int Most = 50_000;

    private static readonly ConcurrentDictionary<OpenDay, OpenDay> Days = new();

    internal static OpenDay Shared(OpenDay day)
    {
        // Forgetting costs sharing, never correctness: days are compared by content
        if (Days.Count >= Most)
        {
            Days.Clear();
        }

        return Days.GetOrAdd(day, day);
    }
}
