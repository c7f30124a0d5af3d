using CsCheck;

namespace Creneau.Scheduling.Tests.Model;

/// <summary>Random values in domain words. Few distinct values on purpose: what is rare in life must meet often here.</summary>
internal static class AnyOf
{
    internal static readonly Gen<(int From, int Until)> Range =
        Gen.Select(Gen.Int[0, 287], Gen.Int[1, 48], (from, length) => (from * 5, Math.Min(from + length, 288) * 5));

    internal static readonly Gen<ulong> Services = Gen.OneOf(0b1UL, 0b10UL, 0b11UL, 0b111UL);

    internal static readonly Gen<NaiveOpening> Opening = Gen.Select(
        Range, Gen.OneOf(5, 10, 15, 20, 60), Services,
        Gen.OneOf(OpeningChannel.Online, OpeningChannel.Online, OpeningChannel.CounterOnly, OpeningChannel.CounterUntil), Gen.Int[0, 3],
        (time, step, services, channel, days) => new NaiveOpening(time.From, time.Until, step, services, channel, days));

    internal static readonly Gen<(ulong Services, int Minutes, bool AtCounter)> Ask =
        Gen.Select(Gen.OneOf(0b1UL, 0b10UL, 0b11UL), Gen.Int[1, 120], Gen.Bool);

    internal static DayBits Bits(IEnumerable<(int From, int Until)> ranges) =>
        ranges.Aggregate(default(DayBits), (bits, range) => bits.With(range.From / 5, range.Until / 5));

    internal static List<int> Units(DayBits bits)
    {
        List<int> units = [];
        foreach (var unit in bits)
        {
            units.Add(unit);
        }

        return units;
    }
}
