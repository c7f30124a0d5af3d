using System.Numerics;

namespace Creneau.Scheduling;

/// <content>Looking for runs of units, and walking through a set.</content>
public readonly partial struct DayBits
{
    /// <summary>The units at which a run of that many units begins that lies wholly in the set: log2 of the length shift-ands.</summary>
    /// <param name="units">Length of the run; 0 or less gives the set itself, more than 288 gives the empty one.</param>
    public DayBits StartsOfRuns(int units)
    {
        if (units > Units)
        {
            return default;
        }

        var starts = this;
        for (var have = 1; have < units;)
        {
            var more = Math.Min(have, units - have);
            starts &= starts.ShiftedDown(more);
            have += more;
        }

        return starts;
    }

    /// <summary>The set as ranges of minutes, earliest first; none of them touches another.</summary>
    public IEnumerable<MinuteRange> Ranges()
    {
        for (var from = Next(0); from >= 0;)
        {
            var until = (~this).Next(from) is var end and >= 0 ? end : Units;
            yield return MinuteRange.OfUnits(from, until);
            from = until < Units ? Next(until) : -1;
        }
    }

    /// <summary>The first unit of the set at or after <paramref name="fromUnit"/>, or -1 when there is none.</summary>
    /// <param name="fromUnit">Included; below 0 counts as 0.</param>
    public int Next(int fromUnit)
    {
        fromUnit = Math.Max(fromUnit, 0);
        if (fromUnit >= Units)
        {
            return -1;
        }

        var word = fromUnit >> 6;
        var rest = Word(word) & (~0UL << (fromUnit & 63));
        while (rest == 0)
        {
            if (++word > 4)
            {
                return -1;
            }

            rest = Word(word);
        }

        return (word << 6) + BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>The last unit of the set at or before <paramref name="fromUnit"/>, or -1 when there is none.</summary>
    /// <param name="fromUnit">Included; above 287 counts as 287.</param>
    public int Previous(int fromUnit)
    {
        fromUnit = Math.Min(fromUnit, Units - 1);
        for (var word = fromUnit >> 6; word >= 0; word--)
        {
            var rest = Word(word) & Below(Math.Min(fromUnit - (word << 6) + 1, WordBits));
            if (rest != 0)
            {
                return (word << 6) + BitOperations.Log2(rest);
            }
        }

        return -1;
    }

    /// <summary>Walks through the units of the set in rising order, without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>The number of units in the longest run of the set, 0 to 288.</summary>
    public int LongestRun()
    {
        var longest = 0;
        for (var step = 256; step > 0; step /= 2)
        {
            longest += StartsOfRuns(longest + step).IsEmpty ? 0 : step;
        }

        return longest;
    }

    /// <summary>Each unit so many later; those that would leave the day are gone.</summary>
    /// <param name="units">0 or more.</param>
    internal DayBits ShiftedUp(int units)
    {
        var (word, bit) = (units >> 6, units & 63);
        return units == 0
            ? this
            : new(
                JoinedBelow(-word, bit), JoinedBelow(1 - word, bit), JoinedBelow(2 - word, bit), JoinedBelow(3 - word, bit),
                JoinedBelow(4 - word, bit));
    }

    private DayBits ShiftedDown(int units) => units is > 0 and < WordBits ? ShiftedDownWithinAWord(units) : ShiftedDownByWords(units);

    private DayBits ShiftedDownWithinAWord(int bits)
    {
        var rest = WordBits - bits;
        return new(
            (_w0 >> bits) | (_w1 << rest), (_w1 >> bits) | (_w2 << rest), (_w2 >> bits) | (_w3 << rest),
            (_w3 >> bits) | (_w4 << rest), _w4 >> bits);
    }

    private DayBits ShiftedDownByWords(int units)
    {
        var word = units >> 6;
        var bit = units & 63;
        return bit == 0
            ? new(Word(word), Word(word + 1), Word(word + 2), Word(word + 3), Word(word + 4))
            : new(Joined(word, bit), Joined(word + 1, bit), Joined(word + 2, bit), Joined(word + 3, bit), Joined(word + 4, bit));
    }

    private ulong JoinedBelow(int word, int bit) =>
        word < 0 ? 0 : (Word(word) << bit) | (bit > 0 && word > 0 ? Word(word - 1) >> (WordBits - bit) : 0);

    private ulong Joined(int word, int bit) => (Word(word) >> bit) | (Word(word + 1) << (WordBits - bit));

    /// <summary>Allocation-free walk through the units of a <see cref="DayBits"/>.</summary>
    public struct Enumerator
    {
        private readonly DayBits _bits;
        private int _unit;

        internal Enumerator(DayBits bits) => (_bits, _unit) = (bits, -1);

        /// <summary>The unit reached, 0 to 287.</summary>
        public readonly int Current => _unit;

        /// <summary>Goes to the next unit; false after the last one.</summary>
        public bool MoveNext()
        {
            var next = _bits.Next(_unit + 1);
            _unit = next < 0 ? Units : next;
            return next >= 0;
        }
    }
}
