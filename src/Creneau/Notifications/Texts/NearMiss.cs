using Creneau.Text;

namespace Creneau.Notifications.Texts;

/// <summary>Which name somebody meant who wrote another.</summary>
internal static class NearMiss
{
    private const int MostEdits = 2;

    /// <returns>The nearest name of the list, or null when none is near; a name of the other language has its own.</returns>
    public static string? Of(string typed, IReadOnlyList<TextVariable> variables, string language)
    {
        var other = language == "en" ? "fr" : "en";
        if (variables.FirstOrDefault(variable => variable.IsNamed(typed, other)) is { } translated)
        {
            return translated.In(language);
        }

        var folded = Folding.Fold(typed);
        var nearest = variables.Select(variable => (Name: variable.In(language), Edits: Edits(folded, Folding.Fold(variable.In(language)))))
            .Where(near => near.Edits <= Math.Min(MostEdits, near.Name.Length / 2))
            .OrderBy(near => near.Edits)
            .FirstOrDefault();
        return nearest.Name;
    }

    /// <summary>Letters to add, drop or replace (Levenshtein).</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, left) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(cost, Math.Min(row[j], left) + 1));
                left = row[j];
            }
        }

        return row[^1];
    }
}
