using System.Globalization;

namespace Creneau.Places;

/// <summary>Communes by postcode and by the beginning of a postcode, as numbers: they sort ten times faster than text.</summary>
internal sealed class PostcodeIndex
{
    private const int Digits = 5;
    private readonly int[] codes;
    private readonly Suggestion[] communes;

    internal PostcodeIndex(IReadOnlyList<Suggestion> all)
    {
        communes = [.. all.SelectMany(s => Enumerable.Repeat(s, s.Commune.Postcodes.Count))];
        codes = [.. all.SelectMany(s => s.Commune.Postcodes).Select(p => int.Parse(p, CultureInfo.InvariantCulture))];
        Array.Sort(codes, communes);
    }

    /// <summary>A commune with several such postcodes comes several times. None for what is no beginning of a postcode.</summary>
    internal ReadOnlySpan<Suggestion> StartingWith(string beginning)
    {
        if (beginning.Length > Digits || !int.TryParse(beginning, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return [];
        }

        var width = (int)Math.Pow(10, Digits - beginning.Length);
        var first = FirstAtLeast(number * width);
        return communes.AsSpan(first..FirstAtLeast((number + 1) * width));
    }

    private int FirstAtLeast(int code)
    {
        int low = 0, high = codes.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = codes[middle] < code ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
