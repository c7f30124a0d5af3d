using Creneau.Scheduling.Tests.Model;
using CsCheck;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class DayBitsTests
{
    private static readonly Gen<bool[]> Day = Gen.Frequency((3, Gen.Bool), (1, Gen.Const(true))).Array[288];
    private static readonly Gen<(int, int)> Ends = Gen.Select(Gen.Int[-10, 300], Gen.Int[-10, 300]);

    [Fact]
    public void Set_operations_agree_with_arrays_of_288_booleans() =>
        Gen.Select(Day, Day).Sample((left, right) =>
        {
            var (a, b) = (Bits(left), Bits(right));

            Units(a & b).ShouldBe(Where(i => left[i] && right[i]));
            Units(a | b).ShouldBe(Where(i => left[i] || right[i]));
            Units(~a).ShouldBe(Where(i => !left[i]));
            Units(a.Except(b)).ShouldBe(Where(i => left[i] && !right[i]));
            a.Count.ShouldBe(left.Count(x => x));
            a.IsEmpty.ShouldBe(!left.Contains(true));
            (a == b).ShouldBe(left.SequenceEqual(right));
        }, iter: 500);

    [Fact]
    public void Ranges_agree_with_arrays_of_288_booleans() =>
        Gen.Select(Day, Ends).Sample((day, ends) =>
        {
            var bits = Bits(day);
            var (from, until) = ends;

            Units(DayBits.Range(from, until)).ShouldBe(Where(i => i >= from && i < until));
            Units(bits.With(from, until)).ShouldBe(Where(i => day[i] || (i >= from && i < until)));
            Units(bits.Without(from, until)).ShouldBe(Where(i => day[i] && !(i >= from && i < until)));
        }, iter: 1000);

    [Fact]
    public void A_range_is_covered_when_each_of_its_units_is_in_the_set() =>
        Gen.Select(Day, Gen.Int[0, 288], Gen.Int[0, 6]).Sample((day, from, length) =>
        {
            var until = from + length;

            var covered = Bits(day).Covers(from, until);

            covered.ShouldBe(until <= 288 && Enumerable.Range(from, length).All(i => day[i]));
        }, iter: 1000);

    [Fact]
    public void Starts_of_runs_are_the_units_from_which_that_many_are_in_the_set() =>
        Gen.Select(AnyOf.Range.Array[0, 12], Gen.Int[1, 300]).Sample((ranges, units) =>
        {
            var minutes = NaiveModel.MinutesOf(ranges);

            var starts = AnyOf.Bits(ranges).StartsOfRuns(units);

            Units(starts).ShouldBe(Where(i => i + units <= 288 && Enumerable.Range(i, units).All(u => minutes[u * 5])));
        }, iter: 1000);

    [Fact]
    public void The_longest_run_is_the_longest_of_the_ranges() =>
        AnyOf.Range.Array[0, 8].Sample(ranges =>
        {
            var units = NaiveModel.MinutesOf(ranges).Where((_, minute) => minute % 5 == 0);
            var taken = string.Concat(units.Select(isTaken => isTaken ? 'x' : ' '));

            AnyOf.Bits(ranges).LongestRun().ShouldBe(taken.Split(' ').Max(run => run.Length));
        }, iter: 500);

    [Fact]
    public void The_whole_day_has_one_run_of_288_units()
    {
        Units(DayBits.Full.StartsOfRuns(288)).ShouldBe([0]);
        DayBits.Full.StartsOfRuns(289).IsEmpty.ShouldBeTrue();
        DayBits.Full.LongestRun().ShouldBe(288);
        DayBits.Full.StartsOfRuns(0).ShouldBe(DayBits.Full);
    }

    [Fact]
    public void Next_and_previous_find_the_neighbour_or_nothing() =>
        Gen.Select(AnyOf.Range.Array[0, 4], Gen.Int[-5, 295]).Sample((ranges, at) =>
        {
            var units = NaiveModel.UnitsOf(NaiveModel.MinutesOf(ranges));
            var bits = AnyOf.Bits(ranges);

            bits.Next(at).ShouldBe(units.Where(u => u >= at).DefaultIfEmpty(-1).First());
            bits.Previous(at).ShouldBe(units.Where(u => u <= at).DefaultIfEmpty(-1).Last());
        }, iter: 1000);

    [Fact]
    public void A_grid_is_every_nth_unit_counted_from_its_first() =>
        Gen.Select(Gen.Int[0, 288], Gen.Int[0, 288], Gen.Int[1, 60]).Sample((from, until, step) =>
            Units(DayBits.Grid(from, until, step)).ShouldBe(Where(i => i >= from && i < until && (i - from) % step == 0)));

    [Fact]
    public void Equal_sets_have_equal_hashes_and_different_sets_have_others() =>
        Gen.Select(Day, Gen.Int[0, 287]).Sample((day, changed) =>
        {
            var bits = Bits(day);

            var other = bits[changed] ? bits.Without(changed, changed + 1) : bits.With(changed, changed + 1);

            Bits(day).Hash().ShouldBe(bits.Hash());
            other.Hash().ShouldNotBe(bits.Hash());
        }, iter: 500);

    [Fact]
    public void The_hash_is_the_same_in_every_process() =>
        DayBits.Range(108, 144).Hash().ShouldBe(HashOfNineToNoon);

    [Fact]
    public void Text_names_the_ranges() =>
        DayBits.Range(108, 144).With(168, 288).ToString().ShouldBe("09:00-12:00 14:00-24:00");

    [Fact]
    public void Units_outside_the_day_are_in_no_set() =>
        (DayBits.Full[-1] || DayBits.Full[288] || DayBits.Full[int.MaxValue]).ShouldBeFalse();

    private const ulong HashOfNineToNoon = 8080132186476321074;

    private static DayBits Bits(bool[] day) => DayBits.Of([.. Where(i => day[i])]);

    private static List<int> Units(DayBits bits) => AnyOf.Units(bits);

    private static List<int> Where(Func<int, bool> holds) => [.. Enumerable.Range(0, 288).Where(holds)];
}
