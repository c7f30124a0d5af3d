namespace Creneau.Places;

/// <summary>
/// Every word start of every normalised name, in the order of the text from there to the name's end. What begins with
/// some letters is then one range, found in some twenty comparisons.
/// </summary>
internal sealed class NameIndex
{
    private const char End = '\n';
    private readonly string text;
    private readonly int[] starts;
    private readonly int[] positions;
    private readonly int[] owners;

    internal NameIndex(IReadOnlyList<string> normalisedNames)
    {
        text = string.Concat(normalisedNames.Select(n => n + End));
        starts = Starts(normalisedNames);
        positions = [.. WordStarts()];
        SortByText();
        var ownerAt = OwnerOfEachLetter();
        owners = Array.ConvertAll(positions, p => ownerAt[p]);
    }

    /// <summary>The range of hits whose text begins with <paramref name="prefix"/>.</summary>
    internal Range StartingWith(ReadOnlySpan<char> prefix)
    {
        var first = LowerBound(prefix, orEqual: false);
        return first..Math.Max(first, LowerBound(prefix, orEqual: true));
    }

    /// <summary>The number of the name to which a hit belongs.</summary>
    internal int Owner(int hit) => owners[hit];

    internal ReadOnlySpan<char> NameOf(int owner) => Until(starts[owner]);

    /// <summary>Where in its name a hit of <paramref name="length"/> letters lies.</summary>
    internal MatchPlace Place(int hit, int length)
    {
        var position = positions[hit];
        var start = starts[owners[hit]];
        if (position != start && position != start + Normaliser.ArticleLength(text.AsSpan(start)))
        {
            return MatchPlace.Inside;
        }

        return text[position + length] != End ? MatchPlace.Begins
            : position == start ? MatchPlace.Whole : MatchPlace.WholeButArticle;
    }

    private static int[] Starts(IReadOnlyList<string> names)
    {
        var result = new int[names.Count];
        for (int i = 0, at = 0; i < result.Length; at += names[i].Length + 1, i++)
        {
            result[i] = at;
        }

        return result;
    }

    private List<int> WordStarts()
    {
        var result = new List<int>(3 * starts.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not (End or ' ') && (i == 0 || text[i - 1] is End or ' '))
            {
                result.Add(i);
            }
        }

        return result;
    }

    // Eight letters in one number sort fast; only what shares them is compared letter by letter. End sorts before all letters.
    private void SortByText()
    {
        var keys = Array.ConvertAll(positions, FirstLetters);
        Array.Sort(keys, positions);
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from]; to++)
            {
            }

            positions.AsSpan(from, to - from).Sort(Compare);
        }
    }

    private int Compare(int a, int b) => text.AsSpan(a).SequenceCompareTo(text.AsSpan(b));

    private ulong FirstLetters(int position)
    {
        var letters = Until(position);
        ulong key = 0;
        for (var i = 0; i < 8; i++)
        {
            key = key << 8 | (i < letters.Length ? Math.Min(letters[i], (byte)255) : 0u);
        }

        return key;
    }

    private int LowerBound(ReadOnlySpan<char> prefix, bool orEqual)
    {
        int low = 0, high = positions.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var letters = Until(positions[middle]);
            var order = letters[..Math.Min(letters.Length, prefix.Length)].SequenceCompareTo(prefix);
            var goRight = order < 0 || (orEqual && order == 0);
            (low, high) = goRight ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private ReadOnlySpan<char> Until(int position)
    {
        var rest = text.AsSpan(position);
        return rest[..rest.IndexOf(End)];
    }

    private int[] OwnerOfEachLetter()
    {
        var result = new int[text.Length];
        for (int i = 0, owner = 0; i < result.Length; i++)
        {
            result[i] = owner;
            owner += text[i] == End ? 1 : 0;
        }

        return result;
    }
}

/// <summary>How much of a name a typed text covers.</summary>
internal enum MatchPlace
{
    Whole,
    WholeButArticle,
    Begins,
    Inside,
}
