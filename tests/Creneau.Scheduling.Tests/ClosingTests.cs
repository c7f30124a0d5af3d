using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class ClosingTests
{
    [Theory]
    [InlineData("2027-05-03", "-")]
    [InlineData("2027-05-04", "14:00-24:00")]
    [InlineData("2027-05-05", "00:00-24:00")]
    [InlineData("2027-05-06", "00:00-12:00")]
    [InlineData("2027-05-07", "-")]
    public void A_closing_of_several_days_begins_and_ends_at_its_minutes(string date, string closed) =>
        new Closing(new(2027, 5, 4), 840, new(2027, 5, 6), 720).On(DateOnly.Parse(date, null)).ToString().ShouldBe(closed);

    [Fact]
    public void Without_an_end_it_is_closed_until_further_notice()
    {
        var broken = new Closing(new(2027, 5, 4), 840, null, 0);

        broken.On(new(2027, 5, 4)).ToString().ShouldBe("14:00-24:00");
        broken.On(new(2099, 1, 1)).ShouldBe(DayBits.Full);
    }

    [Fact]
    public void Midnight_of_the_next_day_and_24_00_mean_the_same()
    {
        var byNextDay = new Closing(new(2027, 5, 4), 0, new(2027, 5, 5), 0);
        var by24 = new Closing(new(2027, 5, 4), 0, new(2027, 5, 4), 1440);

        byNextDay.On(new(2027, 5, 4)).ShouldBe(DayBits.Full);
        byNextDay.On(new(2027, 5, 5)).ShouldBe(DayBits.Empty);
        by24.On(new(2027, 5, 4)).ShouldBe(DayBits.Full);
    }

    [Fact]
    public void A_unit_that_is_touched_is_closed() =>
        new Closing(new(2027, 5, 4), 543, new(2027, 5, 4), 551).On(new(2027, 5, 4)).ToString().ShouldBe("09:00-09:15");

    [Fact]
    public void One_that_ends_before_it_begins_closes_nothing() =>
        new Closing(new(2027, 5, 4), 600, new(2027, 5, 4), 540).On(new(2027, 5, 4)).ShouldBe(DayBits.Empty);
}
