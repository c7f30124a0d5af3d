using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class MinuteRangeTests
{
    [Theory]
    [InlineData(-5, 60)]
    [InlineData(0, 1445)]
    [InlineData(600, 540)]
    [InlineData(541, 600)]
    [InlineData(540, 602)]
    public void What_is_no_range_of_the_day_is_refused(int start, int end)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new MinuteRange(start, end));
        MinuteRange.IsValid(start, end).ShouldBeFalse();
    }

    [Fact]
    public void A_day_ends_at_24_00() => new MinuteRange(0, 1440).Bits.ShouldBe(DayBits.Full);

    [Theory]
    [InlineData(540, 600, 600, 660, false)]
    [InlineData(540, 605, 600, 660, true)]
    [InlineData(540, 660, 600, 600, false)]
    public void Ranges_that_touch_do_not_overlap(int start, int end, int otherStart, int otherEnd, bool overlap) =>
        new MinuteRange(start, end).Overlaps(new(otherStart, otherEnd)).ShouldBe(overlap);

    [Fact]
    public void Units_are_five_minutes()
    {
        var range = new MinuteRange(540, 600);

        (range.StartUnit, range.EndUnit).ShouldBe((108, 120));
        MinuteRange.OfUnits(108, 120).ShouldBe(range);
    }
}
