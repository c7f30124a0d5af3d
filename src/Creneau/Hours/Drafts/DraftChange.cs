using System.Globalization;
using System.Text.Json;

namespace Creneau.Hours.Drafts;

/// <summary>One item that a draft adds, changes or removes.</summary>
/// <param name="Key">Of a published row, see <see cref="HoursKey"/>; of an added one, its own.</param>
/// <param name="Before">What was published when it was first touched; null: it is added.</param>
/// <param name="After">Null: it is removed.</param>
public sealed record DraftChange(string Key, HoursItem? Before, HoursItem? After)
{
    /// <summary>The added or changed row, once it is published.</summary>
    public string? PublishedKey { get; init; }

    public bool IsNew => Before is null;

    public static IReadOnlyList<DraftChange> From(string json) => JsonSerializer.Deserialize<List<DraftChange>>(json)!;

    public static string ToJson(IEnumerable<DraftChange> changes) => JsonSerializer.Serialize(changes);
}

/// <summary>Names of published rows, across their kinds: such as `r12`.</summary>
public static class HoursKey
{
    public static string OfRule(int id) => Of('r', id);

    public static string OfShift(int id) => Of('s', id);

    public static string OfClosure(int id) => Of('c', id);

    public static string OfWindow(int planningId) => Of('w', planningId);

    /// <summary>Of an item that is not published yet.</summary>
    public static string New(DateTime nowUtc) => $"n{Guid.CreateVersion7(nowUtc):N}";

    /// <summary>The id of a row; 0 for one that is not published.</summary>
    public static int IdOf(string key) =>
        key.Length > 1 && key[0] != 'n' && int.TryParse(key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : 0;

    private static string Of(char kind, int id) => string.Create(CultureInfo.InvariantCulture, $"{kind}{id}");
}

/// <summary>One edit: puts an item, or takes one away.</summary>
/// <param name="Key">Null: a new one.</param>
/// <param name="Item">Null: it is taken away.</param>
public sealed record HoursEdit(string? Key, HoursItem? Item);
