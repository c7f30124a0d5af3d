using Creneau.Scheduling.Tests.Model;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class SlotRankingTests
{
    private static readonly SlotStart AtTen = new(NaivePlan.FirstDay, 600);
    private static readonly DateTime Early = NaivePlan.FirstDay.ToDateTime(new(7, 0));

    [Theory]
    [InlineData("540-600", "", "0 1")]
    [InlineData("", "540-600", "1 0")]
    [InlineData("540-600", "540-600 615-720", "1 0")]
    [InlineData("", "", "0 1")]
    [InlineData("600-615", "540-595", "1")]
    [InlineData("540-595", "", "1 0")]
    [InlineData("600-660", "555-660", "")]
    public void The_desk_whose_day_is_fragmented_least_comes_first(string takenAtFirst, string takenAtSecond, string expected)
    {
        var plan = Plan(takenAtFirst, takenAtSecond);

        var desks = SlotRanking.LeastFragmentingByGroup(plan, AtTen, new(ServiceSet.Of(0), 15, false), Early)
            .SelectMany(group => group).ToArray();

        string.Join(' ', desks.Select(desk => desk.Desk.DeskId)).ShouldBe(expected);
        desks.ShouldAllBe(desk => desk.DurationMinutes == 15);
    }

    [Theory]
    [InlineData(605)]
    [InlineData(-600)]
    [InlineData(1440)]
    [InlineData(480)]
    public void No_desk_takes_a_start_that_is_not_offered(int minute) =>
        SlotRanking.LeastFragmentingByGroup(Plan("", ""), AtTen with { Minute = minute }, new(ServiceSet.Of(0), 15, false), Early)
            .ShouldBeEmpty();

    [Fact]
    public void The_booking_window_counts_unless_it_is_ignored()
    {
        var ask = new Ask(ServiceSet.Of(0), 15, false);
        var dayBefore = Early.AddDays(-9);

        SlotRanking.LeastFragmentingByGroup(Plan("", ""), AtTen, ask, dayBefore).ShouldBeEmpty();
        SlotRanking.LeastFragmentingByGroup(Plan("", ""), AtTen, ask, dayBefore, ignoreWindow: true).Single().Length.ShouldBe(2);
    }

    private static SitePlan Plan(params string[] takenByDesk) => new NaivePlan(
        new(45.9, 6.6), true, 1, new(60, 7, null), 0, true, [.. takenByDesk.Select(Desk)]).ToSitePlan();

    private static NaiveDesk Desk(string taken) => new(
        [[new(540, 720, 15, 0b111, OpeningChannel.Online, 0)]], [NaiveModel.RangesOf(taken)]);
}
