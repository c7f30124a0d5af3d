namespace Creneau.Places;

/// <summary>Communes by postcode and by the beginning of a postcode.</summary>
internal sealed class PostcodeIndex
{
    private readonly string[] codes;
    private readonly Commune[] communes;

    internal PostcodeIndex(IReadOnlyList<Commune> all)
    {
        communes = [.. all.SelectMany(c => Enumerable.Repeat(c, c.Postcodes.Count))];
        codes = [.. all.SelectMany(c => c.Postcodes)];
        Array.Sort(codes, communes, StringComparer.Ordinal);
    }

    /// <summary>A commune with several such postcodes comes several times.</summary>
    internal IEnumerable<Commune> StartingWith(string beginning)
    {
        var at = Array.BinarySearch(codes, beginning, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        while (at > 0 && codes[at - 1] == beginning)
        {
            at--;
        }

        for (; at < codes.Length && codes[at].StartsWith(beginning, StringComparison.Ordinal); at++)
        {
            yield return communes[at];
        }
    }
}
