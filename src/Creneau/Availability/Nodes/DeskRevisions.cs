using System.Collections.Concurrent;

namespace Creneau.Availability.Nodes;

/// <summary>The highest revision of each desk that has gathered since it was last taken.</summary>
internal static class DeskRevisions
{
    public static void RaiseTo(ConcurrentDictionary<int, long> gathered, int desk, long revision) =>
        gathered.AddOrUpdate(desk, revision, (_, known) => Math.Max(known, revision));

    public static List<KeyValuePair<int, long>> Drain(ConcurrentDictionary<int, long> gathered)
    {
        var taken = new List<KeyValuePair<int, long>>();
        foreach (var desk in gathered.Keys)
        {
            if (gathered.TryRemove(desk, out var revision))
            {
                taken.Add(new(desk, revision));
            }
        }

        return taken;
    }
}
