using CsCheck;

namespace Creneau.Scheduling.Tests.Model;

/// <summary>Random values in domain words. Few distinct values on purpose: what is rare in life must meet often here.</summary>
internal static class AnyOf
{
    internal static readonly Gen<(int From, int Until)> Range =
        Gen.Select(Gen.Int[0, 287], Gen.Int[1, 48], (from, length) => (from * 5, Math.Min(from + length, 288) * 5));

    internal static readonly Gen<ulong> Services = Gen.OneOf(0b1UL, 0b10UL, 0b11UL, 0b111UL);

    private static readonly Gen<OpeningChannel> Channel = Gen.OneOf(
        OpeningChannel.Online, OpeningChannel.Online, OpeningChannel.Online, OpeningChannel.CounterOnly, OpeningChannel.CounterUntil,
        OpeningChannel.CounterUntil, OpeningChannel.WalkInOnly);

    private static readonly Gen<(int Kept, int Of)> Share = Gen.OneOf((0, 0), (0, 0), (0, 0), (1, 2), (1, 4), (2, 3), (3, 3));

    internal static readonly Gen<NaiveOpening> Opening = Gen.Select(
        Gen.Select(Range, Gen.OneOf(5, 10, 15, 20, 60)), Services, Channel, Gen.Int[0, 3], Gen.OneOf(0, 0, 510, 1439), Share,
        (range, services, channel, days, minute, share) =>
            new NaiveOpening(range.Item1.From, range.Item1.Until, range.Item2, services, channel, days)
            {
                OnlineMinute = minute,
                Share = share,
            });

    internal static readonly Gen<NaiveAsk> Ask = Gen.Select(
        Gen.OneOf(0b1UL, 0b10UL, 0b11UL), Gen.Int[1, 120], Gen.Bool, Gen.Int[-1439, 4 * 1440], Gen.OneOf(0, 0, 0, 5, 20),
        Gen.OneOf(0, 0, 0, 10, 45), (services, minutes, atCounter, ahead, before, after) =>
            new NaiveAsk(services, minutes, atCounter, ahead) { Hidden = (before, after) });

    internal static OpenSegment Segment(int from, int until, int step, ServiceSet services, OpeningChannel channel) =>
        new(new Opening(new Recurrence.OnDate(default), new(from, until), step, services, channel, 0));

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
