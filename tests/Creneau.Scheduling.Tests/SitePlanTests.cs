using Creneau.Scheduling.Tests.Model;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class SitePlanTests
{
    private static readonly DateOnly Wednesday = new(2027, 2, 3);
    private static readonly DateTime TenOClock = new(2027, 2, 3, 10, 2, 0);

    [Fact]
    public void Persons_become_services_and_minutes()
    {
        var plan = Plan([]);

        plan.TryAsk([NaivePlan.Passport, NaivePlan.Both, NaivePlan.Passport], true, out var ask).ShouldBeTrue();

        ask.ShouldBe(new Ask(ServiceSet.Of(0, 1), 25 + 15 + 15, true));
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 4 })]
    [InlineData(new[] { -1 })]
    [InlineData(new[] { 64 })]
    [InlineData(new[] { 3, 3, 3, 3, 3, 3, 3 })]
    public void What_is_not_served_and_absurd_numbers_of_persons_are_refused(int[] kinds)
    {
        Plan([]).TryAsk(kinds, false, out var ask).ShouldBeFalse();

        ask.ShouldBe(default);
    }

    [Fact]
    public void Starts_keep_to_notice_and_horizon()
    {
        var plan = Plan([(0, 1440)]);

        plan.StartsOn(Wednesday, Online, TenOClock).Next(0).ShouldBe((12 * 60 + 15) / 5);
        plan.StartsOn(Wednesday, Online with { AtCounter = true }, TenOClock).Next(0).ShouldBe((10 * 60 + 15) / 5);
        plan.StartsOn(Wednesday.AddDays(7), Online, TenOClock).IsEmpty.ShouldBeFalse();
        plan.StartsOn(Wednesday.AddDays(8), Online, TenOClock).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Ignoring_the_window_offers_what_is_far_but_nothing_past()
    {
        var plan = Plan([(0, 1440)]);

        plan.StartsOn(Wednesday.AddDays(8), Online, TenOClock, ignoreWindow: true).IsEmpty.ShouldBeFalse();
        plan.StartsOn(Wednesday, Online, TenOClock, ignoreWindow: true).Next(0).ShouldBe((10 * 60 + 15) / 5);
        plan.StartsOn(Wednesday.AddDays(-1), Online, TenOClock, ignoreWindow: true).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_start_has_the_duration_that_a_free_desk_gives_it()
    {
        var plan = Plan([(540, 720)]);

        plan.DurationAt(new(Wednesday, 540), Online with { Minutes = 20 }, TenOClock).ShouldBe(30);
        plan.DurationAt(new(Wednesday, 545), Online, TenOClock).ShouldBe(0);
        plan.DurationAt(new(Wednesday, 720), Online, TenOClock).ShouldBe(0);
        plan.DurationAt(new(Wednesday, -15), Online, TenOClock).ShouldBe(0);
        plan.DurationAt(new(Wednesday, int.MaxValue), Online, TenOClock).ShouldBe(0);
    }

    private static Ask Online => new(ServiceSet.Of(0), 15, false);

    private static SitePlan Plan(List<(int From, int Until)> open) => new NaivePlan(
        new(45.9, 6.6), true, 1, new(120, 7, null), 0, true,
        [new([[.. open.Select(range => new NaiveOpening(range.From, range.Until, 15, 0b111, OpeningChannel.Online, 0))]], [[]])])
        .ToSitePlan();
}
