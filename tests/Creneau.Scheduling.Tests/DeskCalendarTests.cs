using Creneau.Scheduling.Tests.Model;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class DeskCalendarTests
{
    private static readonly DateOnly Monday = new(2027, 2, 1);
    private static readonly OpenDay Morning =
        OpenDay.Of([AnyOf.Segment(540, 720, 15, ServiceSet.Of(0), OpeningChannel.Online)]);

    [Fact]
    public void Free_is_open_without_what_is_taken()
    {
        var calendar = Calendar().WithOccupied(Monday, DayBits.Range(108, 111));

        calendar.FreeOn(Monday).ToString().ShouldBe("09:15-12:00");
        calendar.FreeOn(Monday.AddDays(1)).ToString().ShouldBe("09:00-12:00");
    }

    [Fact]
    public void Days_it_does_not_know_are_closed_and_full()
    {
        foreach (var date in (DateOnly[])[Monday.AddDays(-1), Monday.AddDays(2), DateOnly.MinValue, DateOnly.MaxValue])
        {
            Calendar().OpenOn(date).ShouldBeSameAs(OpenDay.Closed);
            Calendar().OccupiedOn(date).ShouldBe(DayBits.Full);
            Calendar().FreeOn(date).IsEmpty.ShouldBeTrue();
            Calendar().WithOccupied(date, DayBits.Full).Hash().ShouldBe(Calendar().Hash());
        }
    }

    [Fact]
    public void A_change_leaves_the_calendar_it_was_made_from_alone()
    {
        var before = Calendar();

        var after = before.WithOccupied(Monday, DayBits.Range(108, 111));

        before.OccupiedOn(Monday).IsEmpty.ShouldBeTrue();
        after.Hash().ShouldNotBe(before.Hash());
        after.WithOccupied(Monday, DayBits.Empty).Hash().ShouldBe(before.Hash());
    }

    [Fact]
    public void The_hash_sees_what_is_open_and_from_which_day()
    {
        var afternoon = OpenDay.Of([AnyOf.Segment(840, 960, 15, ServiceSet.Of(0), OpeningChannel.Online)]);
        var counterOnly = OpenDay.Of([AnyOf.Segment(540, 720, 15, ServiceSet.Of(0), OpeningChannel.CounterOnly)]);

        ulong[] hashes =
        [
            Calendar().Hash(),
            DeskCalendar.Create(Monday.AddDays(1), [Morning, Morning], new DayBits[2]).Hash(),
            DeskCalendar.Create(Monday, [Morning, afternoon], new DayBits[2]).Hash(),
            DeskCalendar.Create(Monday, [Morning, counterOnly], new DayBits[2]).Hash(),
        ];

        hashes.Distinct().Count().ShouldBe(hashes.Length);
    }

    [Fact]
    public void As_many_days_open_as_occupied_are_needed() =>
        Should.Throw<ArgumentException>(() => DeskCalendar.Create(Monday, [Morning], []));

    private static DeskCalendar Calendar() => DeskCalendar.Create(Monday, [Morning, Morning], new DayBits[2]);
}
