using Creneau.Scheduling.Tests.Model;
using CsCheck;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class OpenDayTests
{
    private static readonly ServiceSet Passport = ServiceSet.Of(0);
    private static readonly ServiceSet Both = ServiceSet.Of(0, 1);

    [Fact]
    public void Starts_and_durations_agree_with_the_slow_model() =>
        Gen.Select(AnyOf.Opening.List[0, 5], AnyOf.Range.List[0, 2], AnyOf.Range.List[0, 6], AnyOf.Ask, Gen.Int[0, 4]).Sample(
            (openings, closed, taken, ask, daysAhead) =>
            {
                var day = OpenDay.Of(openings.Select(o => o.ToSegment()), AnyOf.Bits(closed));
                var wanted = new Ask(new(ask.Services), ask.Minutes, ask.AtCounter);
                var free = NaiveModel.MinutesOf(closed.Concat(taken)).Select(x => !x).ToArray();

                var starts = day.Starts(~AnyOf.Bits(taken), wanted, daysAhead);

                var expected = NaiveModel.Starts(openings, free, ask.Services, ask.Minutes, ask.AtCounter, daysAhead);
                AnyOf.Units(starts).ShouldBe(expected.Keys.Select(minute => minute / 5));
                foreach (var (start, minutes) in expected)
                {
                    day.DurationFor(start, wanted, daysAhead).ShouldBe(minutes);
                    day.Offers(start, ~AnyOf.Bits(taken), wanted, daysAhead).ShouldBeTrue();
                }
            }, iter: 2000);

    [Theory]
    [InlineData(15, 15, "540 555 570 585")]
    [InlineData(20, 30, "540 570")]
    [InlineData(45, 15, "540 555")]
    [InlineData(60, 20, "540")]
    [InlineData(65, 15, "")]
    public void A_duration_is_rounded_up_to_the_step_and_ends_within_the_opening(int minutes, int step, string expected)
    {
        var day = OpenDay.Of([Segment(540, 600, step, Passport)]);

        var starts = Starts(day, new(Passport, minutes, false));

        starts.ShouldBe(expected);
    }

    [Fact]
    public void An_appointment_may_run_into_an_adjoining_opening_that_serves_the_same()
    {
        var day = OpenDay.Of([Segment(540, 560, 20, Both), Segment(560, 580, 5, Passport)]);

        Starts(day, new(Passport, 40, false)).ShouldBe("540");
        Starts(day, new(Both, 40, false)).ShouldBe("");
    }

    [Fact]
    public void Where_openings_overlap_the_shortest_duration_counts()
    {
        var day = OpenDay.Of([Segment(540, 600, 30, Passport), Segment(540, 600, 20, Passport)]);
        var ask = new Ask(Passport, 15, false);

        day.DurationFor(540, ask, 0).ShouldBe(20);
        day.DurationFor(570, ask, 0).ShouldBe(30);
        day.DurationFor(550, ask, 0).ShouldBe(0);
        day.DurationFor(541, ask, 0).ShouldBe(0);
    }

    [Theory]
    [InlineData(OpeningChannel.Online, 9, false, true)]
    [InlineData(OpeningChannel.CounterOnly, 0, false, false)]
    [InlineData(OpeningChannel.CounterOnly, 0, true, true)]
    [InlineData(OpeningChannel.CounterUntil, 4, false, false)]
    [InlineData(OpeningChannel.CounterUntil, 3, false, true)]
    [InlineData(OpeningChannel.CounterUntil, 4, true, true)]
    public void A_channel_decides_who_sees_the_starts(OpeningChannel channel, int daysAhead, bool atCounter, bool offered)
    {
        var day = OpenDay.Of([new(new(540, 600), 15, Passport, channel, 3)]);

        var starts = day.Starts(DayBits.Full, new(Passport, 15, atCounter), daysAhead);

        starts.IsEmpty.ShouldBe(!offered);
    }

    [Fact]
    public void The_last_start_of_a_day_may_end_at_24_00()
    {
        var day = OpenDay.Of([Segment(1380, 1440, 15, Passport)]);

        Starts(day, new(Passport, 30, false)).ShouldBe("1380 1395 1410");
    }

    [Fact]
    public void Days_with_the_same_content_are_one_object()
    {
        var one = OpenDay.Of([Segment(540, 720, 15, Passport), Segment(840, 960, 15, Both)], DayBits.Range(0, 110));
        var other = OpenDay.Of([Segment(840, 960, 15, Both), Segment(540, 720, 15, Passport)], DayBits.Range(0, 110));

        other.ShouldBeSameAs(one);
        OpenDay.Of([Segment(540, 720, 15, Passport)], DayBits.Full).ShouldBeSameAs(OpenDay.Closed);
    }

    [Fact]
    public void An_opening_that_is_closed_altogether_leaves_no_trace_and_one_closed_in_part_stays()
    {
        var (morning, afternoon) = (Segment(540, 720, 15, Passport), Segment(840, 960, 20, Both));

        var closedAfternoon = OpenDay.Of([morning, afternoon], DayBits.Range(840 / 5, 960 / 5));
        var closedButTheLastUnit = OpenDay.Of([morning, afternoon], DayBits.Range(840 / 5, 955 / 5));

        closedAfternoon.ShouldBeSameAs(OpenDay.Of([morning]));
        closedAfternoon.DurationFor(840, new(Passport, 15, false), 0).ShouldBe(0);
        closedButTheLastUnit.Segments.ShouldBe([morning, afternoon]);
    }

    private static OpenSegment Segment(int from, int until, int step, ServiceSet services) =>
        new(new(from, until), step, services, OpeningChannel.Online, 0);

    private static string Starts(OpenDay day, Ask ask) =>
        string.Join(' ', AnyOf.Units(day.Starts(DayBits.Full, ask, 0)).Select(unit => unit * 5));
}
