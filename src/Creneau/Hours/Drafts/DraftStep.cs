using System.Text.Json;

namespace Creneau.Hours.Drafts;

/// <summary>One change of a draft as it was before an edit.</summary>
/// <param name="Change">Null: there was none of that key.</param>
public sealed record ChangeBefore(string Key, DraftChange? Change);

/// <summary>What takes back one edit of a draft.</summary>
/// <param name="Were">The changes that the edit touched.</param>
public sealed record DraftStep(IReadOnlyList<ChangeBefore> Were)
{
    public static IReadOnlyList<DraftStep> From(string json) => JsonSerializer.Deserialize<List<DraftStep>>(json)!;

    public static string ToJson(IEnumerable<DraftStep> steps) => JsonSerializer.Serialize(steps);

    /// <summary>The step from what an edit has made of a draft back to what it was; touches nothing when both are the same.</summary>
    public static DraftStep Between(IReadOnlyList<DraftChange> before, IReadOnlyList<DraftChange> after)
    {
        var (was, now) = (before.ToDictionary(change => change.Key), after.ToDictionary(change => change.Key));
        return new DraftStep(
        [
            .. before.Where(change => now.GetValueOrDefault(change.Key) != change).Select(change => new ChangeBefore(change.Key, change)),
            .. after.Where(change => !was.ContainsKey(change.Key)).Select(change => new ChangeBefore(change.Key, null)),
        ]);
    }

    /// <summary>The changes with the edit taken back.</summary>
    public IReadOnlyList<DraftChange> TakeBack(IReadOnlyList<DraftChange> changes)
    {
        var were = Were.ToDictionary(one => one.Key, one => one.Change);
        var had = changes.Select(change => change.Key).ToHashSet();
        return
        [
            .. changes.Select(change => were.TryGetValue(change.Key, out var was) ? was : change).OfType<DraftChange>(),
            .. Were.Where(one => !had.Contains(one.Key)).Select(one => one.Change).OfType<DraftChange>(),
        ];
    }
}
