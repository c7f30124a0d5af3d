namespace Creneau.Counter.Arrivals;

/// <summary>About how long somebody waits, as it is told to them.</summary>
internal static class WaitEstimate
{
    private const int Step = 5;

    /// <param name="desksFreeIn">Minutes until each desk at work is free, 0 for a free one; empty: none is at work yet.</param>
    /// <param name="plannedBefore">Planned minutes of those who are called before, in their order.</param>
    /// <param name="untilStart">Minutes until the booked start; not above 0 when it is over or there is none.</param>
    /// <returns>Whole minutes, in steps of five, at least until the booked start.</returns>
    public static int Minutes(IEnumerable<int> desksFreeIn, IEnumerable<int> plannedBefore, int untilStart)
    {
        var free = new PriorityQueue<int, int>(desksFreeIn.Select(minutes => (Math.Max(0, minutes), Math.Max(0, minutes))));
        if (free.Count == 0)
        {
            free.Enqueue(0, 0);
        }

        foreach (var planned in plannedBefore)
        {
            var until = free.Dequeue() + planned;
            free.Enqueue(until, until);
        }

        var minutes = Math.Max(free.Peek(), untilStart);
        return (minutes + Step - 1) / Step * Step;
    }
}
