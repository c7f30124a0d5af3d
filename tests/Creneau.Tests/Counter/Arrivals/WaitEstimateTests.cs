using Creneau.Counter.Arrivals;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Counter.Arrivals;

/// <summary>About how long somebody is told to wait.</summary>
public sealed class WaitEstimateTests
{
    [Theory]
    // Nobody before, a free desk
    [InlineData(new[] { 0 }, new int[0], 0, 0)]
    // The desk is busy for another twelve minutes
    [InlineData(new[] { 12 }, new int[0], 0, 15)]
    // Two before: one for the free desk, one for the one that is free in ten minutes
    [InlineData(new[] { 0, 10 }, new[] { 15, 15 }, 0, 15)]
    // Whoever should have been done by now is done at any moment
    [InlineData(new[] { -20 }, new[] { 30 }, 0, 30)]
    // Nobody is signed on: one desk will begin
    [InlineData(new int[0], new[] { 15, 15 }, 0, 30)]
    // Nobody is called long before the booked start
    [InlineData(new[] { 0 }, new int[0], 42, 45)]
    public void The_wait_is_what_the_desks_need_for_those_before_and_lasts_to_the_booked_start(
        int[] desksFreeIn, int[] plannedBefore, int untilStart, int expected)
    {
        var minutes = WaitEstimate.Minutes(desksFreeIn, plannedBefore, untilStart);

        minutes.ShouldBe(expected);
    }
}
