using System.Numerics;

namespace Creneau.Scheduling;

/// <summary>
/// A set of the 288 five-minute units of one day: unit 0 is 00:00–00:05, unit 287 is 23:55–24:00.
/// A value of 40 bytes; no operation allocates. <c>default</c> is the empty day.
/// </summary>
/// <remarks>
/// Ranges are half-open: the first unit is included, the last one is not. Wall clock, so a day has 288 units on every date.
/// </remarks>
public readonly partial struct DayBits : IEquatable<DayBits>
{
    /// <summary>Units in a day.</summary>
    public const int Units = 288;

    /// <summary>Minutes in a unit.</summary>
    public const int UnitMinutes = 5;

    /// <summary>Minutes in a day.</summary>
    public const int MinutesPerDay = Units * UnitMinutes;

    private const int WordBits = 64;
    private const ulong LastWordMask = 0xFFFF_FFFFUL;

    private readonly ulong _w0;
    private readonly ulong _w1;
    private readonly ulong _w2;
    private readonly ulong _w3;
    private readonly ulong _w4;

    private DayBits(ulong w0, ulong w1, ulong w2, ulong w3, ulong w4) =>
        (_w0, _w1, _w2, _w3, _w4) = (w0, w1, w2, w3, w4 & LastWordMask);

    /// <summary>No unit.</summary>
    public static DayBits Empty => default;

    /// <summary>All 288 units.</summary>
    public static DayBits Full => new(~0UL, ~0UL, ~0UL, ~0UL, ~0UL);

    /// <summary>Number of units in the set, 0 to 288.</summary>
    public int Count =>
        BitOperations.PopCount(_w0) + BitOperations.PopCount(_w1) + BitOperations.PopCount(_w2)
        + BitOperations.PopCount(_w3) + BitOperations.PopCount(_w4);

    /// <summary>True when no unit is in the set.</summary>
    public bool IsEmpty => (_w0 | _w1 | _w2 | _w3 | _w4) == 0;

    /// <summary>Whether a unit is in the set.</summary>
    /// <param name="unit">0 to 287; anything else is not in any set.</param>
    public bool this[int unit] => (uint)unit < Units && (Word(unit >> 6) >> (unit & 63) & 1) != 0;

    /// <summary>The units of a half-open range; empty when <paramref name="untilUnit"/> is not after <paramref name="fromUnit"/>.</summary>
    /// <param name="fromUnit">First unit, included. Values outside the day are cut to it.</param>
    /// <param name="untilUnit">End, not included.</param>
    public static DayBits Range(int fromUnit, int untilUnit)
    {
        fromUnit = Math.Max(fromUnit, 0);
        untilUnit = Math.Min(untilUnit, Units);
        if (untilUnit <= fromUnit)
        {
            return default;
        }

        return new(
            WordRange(0, fromUnit, untilUnit), WordRange(1, fromUnit, untilUnit), WordRange(2, fromUnit, untilUnit),
            WordRange(3, fromUnit, untilUnit), WordRange(4, fromUnit, untilUnit));
    }

    /// <summary>Every <paramref name="stepUnits"/>-th unit of a half-open range, counted from its first: where a start may lie.</summary>
    /// <param name="fromUnit">First unit, included; the grid is counted from here.</param>
    /// <param name="untilUnit">End, not included.</param>
    /// <param name="stepUnits">Distance of two starts in units, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is below 1.</exception>
    public static DayBits Grid(int fromUnit, int untilUnit, int stepUnits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepUnits, 1);
        Span<ulong> words = stackalloc ulong[5];
        for (var unit = fromUnit; unit < Math.Min(untilUnit, Units); unit += stepUnits)
        {
            if (unit >= 0)
            {
                words[unit >> 6] |= 1UL << (unit & 63);
            }
        }

        return new(words[0], words[1], words[2], words[3], words[4]);
    }

    /// <summary>The units with these numbers; numbers outside the day are ignored.</summary>
    public static DayBits Of(params ReadOnlySpan<int> units)
    {
        var bits = default(DayBits);
        foreach (var unit in units)
        {
            bits |= Range(unit, unit + 1);
        }

        return bits;
    }

    /// <summary>Units in both.</summary>
    public static DayBits operator &(DayBits left, DayBits right) => new(
        left._w0 & right._w0, left._w1 & right._w1, left._w2 & right._w2, left._w3 & right._w3, left._w4 & right._w4);

    /// <summary>Units in either.</summary>
    public static DayBits operator |(DayBits left, DayBits right) => new(
        left._w0 | right._w0, left._w1 | right._w1, left._w2 | right._w2, left._w3 | right._w3, left._w4 | right._w4);

    /// <summary>The units of the day that are not in the set.</summary>
    public static DayBits operator ~(DayBits bits) => new(~bits._w0, ~bits._w1, ~bits._w2, ~bits._w3, ~bits._w4);

    /// <summary>True when both hold the same units.</summary>
    public static bool operator ==(DayBits left, DayBits right) => left.Equals(right);

    /// <summary>True when a unit is in one of them only.</summary>
    public static bool operator !=(DayBits left, DayBits right) => !left.Equals(right);

    /// <summary>Same as <c>&amp;</c>, for languages without operators.</summary>
    public DayBits BitwiseAnd(DayBits other) => this & other;

    /// <summary>Same as <c>|</c>, for languages without operators.</summary>
    public DayBits BitwiseOr(DayBits other) => this | other;

    /// <summary>Same as <c>~</c>, for languages without operators.</summary>
    public DayBits OnesComplement() => ~this;

    /// <summary>The units that are not in <paramref name="other"/>.</summary>
    public DayBits Except(DayBits other) => new(
        _w0 & ~other._w0, _w1 & ~other._w1, _w2 & ~other._w2, _w3 & ~other._w3, _w4 & ~other._w4);

    /// <summary>The set with a half-open range added.</summary>
    public DayBits With(int fromUnit, int untilUnit) => this | Range(fromUnit, untilUnit);

    /// <summary>The set with a half-open range taken away.</summary>
    public DayBits Without(int fromUnit, int untilUnit) => Except(Range(fromUnit, untilUnit));

    /// <summary>
    /// Whether every unit of a half-open range is in the set. An empty range inside the day is covered; one that leaves the
    /// day never is.
    /// </summary>
    public bool Covers(int fromUnit, int untilUnit) =>
        fromUnit >= 0 && untilUnit <= Units && Range(fromUnit, untilUnit).Except(this).IsEmpty;

    /// <inheritdoc/>
    public bool Equals(DayBits other) =>
        ((_w0 ^ other._w0) | (_w1 ^ other._w1) | (_w2 ^ other._w2) | (_w3 ^ other._w3) | (_w4 ^ other._w4)) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DayBits other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Hash();

    /// <summary>A 64-bit hash of the units that is the same on every machine and in every process: nodes compare views by it.</summary>
    public ulong Hash() =>
        StableHash.Add(StableHash.Add(StableHash.Add(StableHash.Add(StableHash.Add(StableHash.Seed, _w0), _w1), _w2), _w3), _w4);

    /// <summary>The ranges of units as text, such as <c>09:00-12:00 14:00-17:30</c>; <c>-</c> when empty.</summary>
    public override string ToString() => IsEmpty ? "-" : string.Join(' ', Runs());

    private List<string> Runs()
    {
        List<string> runs = [];
        for (var from = Next(0); from >= 0;)
        {
            var until = (~this).Next(from);
            until = until < 0 ? Units : until;
            runs.Add($"{Clock(from)}-{Clock(until)}");
            from = Next(until);
        }

        return runs;
    }

    private static string Clock(int unit) => $"{unit / 12:00}:{unit % 12 * UnitMinutes:00}";

    private static ulong WordRange(int word, int fromUnit, int untilUnit)
    {
        var from = Math.Clamp(fromUnit - word * WordBits, 0, WordBits);
        var until = Math.Clamp(untilUnit - word * WordBits, 0, WordBits);
        return Below(until) & ~Below(from);
    }

    private static ulong Below(int bit) => bit == WordBits ? ~0UL : (1UL << bit) - 1;

    private ulong Word(int index) => index switch
    {
        0 => _w0,
        1 => _w1,
        2 => _w2,
        3 => _w3,
        4 => _w4,
        _ => 0,
    };
}
