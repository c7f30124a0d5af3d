using System.Globalization;
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
        Gen.Select(AnyOf.Opening.List[0, 5], AnyOf.Range.List[0, 2], AnyOf.Range.List[0, 6], AnyOf.Ask).Sample(
            (openings, closed, taken, ask) =>
            {
                var day = OpenDay.Of(openings.Select(o => o.ToSegment()), AnyOf.Bits(closed));
                var wanted = new Ask(new(ask.Services), ask.Minutes, ask.AtCounter)
                {
                    BeforeMinutes = ask.Hidden.Before,
                    AfterMinutes = ask.Hidden.After,
                };

                var starts = day.Starts(~AnyOf.Bits(taken), wanted, ask.MinutesAhead);

                var expected = NaiveModel.Starts(openings, Without(closed), Without(taken), ask);
                AnyOf.Units(starts).ShouldBe(expected.Keys.Select(minute => minute / 5));
                foreach (var (start, minutes) in expected)
                {
                    day.DurationFor(start, wanted, ask.MinutesAhead).ShouldBe(minutes);
                    day.Offers(start, ~AnyOf.Bits(taken), wanted, ask.MinutesAhead).ShouldBeTrue();
                }
            }, iter: 4000);

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
    [InlineData(OpeningChannel.Online, "2027-02-01T12:00", false, true)]
    [InlineData(OpeningChannel.CounterOnly, "2027-02-10T08:00", false, false)]
    [InlineData(OpeningChannel.CounterOnly, "2027-02-10T08:00", true, true)]
    [InlineData(OpeningChannel.CounterUntil, "2027-02-07T08:29", false, false)]
    [InlineData(OpeningChannel.CounterUntil, "2027-02-07T08:30", false, true)]
    [InlineData(OpeningChannel.CounterUntil, "2027-02-06T12:00", true, true)]
    [InlineData(OpeningChannel.WalkInOnly, "2027-02-10T08:00", true, false)]
    public void A_channel_decides_who_sees_the_starts(OpeningChannel channel, string now, bool atCounter, bool offered)
    {
        var date = new DateOnly(2027, 2, 10);
        var day = OpenDay.Of([Segment(540, 600, 15, Passport, channel)]);

        var starts = day.Starts(
            DayBits.Full, new(Passport, 15, atCounter), WallClock.MinutesUntil(date, DateTime.Parse(now, CultureInfo.InvariantCulture)));

        starts.IsEmpty.ShouldBe(!offered);
    }

    [Fact]
    public void Of_every_four_starts_the_last_is_kept_for_the_counter()
    {
        var day = OpenDay.Of([new(Opening(540, 660, 15, Passport) with { Share = new(1, 4) })]);

        Starts(day, new(Passport, 15, AtCounter: false)).ShouldBe("540 555 570 600 615 630");
        Starts(day, new(Passport, 30, AtCounter: false)).ShouldBe("540 555 600 615");
        Starts(day, new(Passport, 15, AtCounter: true)).ShouldBe("540 555 570 585 600 615 630 645");
    }

    [Fact]
    public void What_is_kept_until_the_day_before_goes_online_then()
    {
        var opening = Opening(540, 600, 15, Passport) with
        {
            Channel = OpeningChannel.CounterUntil,
            OnlineDaysBefore = 1,
            OnlineMinute = 510,
            Share = new(2, 4),
        };
        var day = OpenDay.Of([new(opening)]);
        var ask = new Ask(Passport, 15, AtCounter: false);

        day.Starts(DayBits.Full, ask, minutesAhead: 1440 - 509).Count.ShouldBe(2);
        day.Starts(DayBits.Full, ask, minutesAhead: 1440 - 510).Count.ShouldBe(4);
    }

    [Fact]
    public void Walk_in_ranges_are_open_for_nobody_who_books()
    {
        var day = OpenDay.Of([Segment(540, 600, 15, Passport), Segment(600, 660, 15, Passport, OpeningChannel.WalkInOnly)]);

        (day.Open.ToString(), day.WalkIn.ToString()).ShouldBe(("09:00-10:00", "10:00-11:00"));
        Starts(day, new(Passport, 30, AtCounter: true)).ShouldBe("540 555 570");
    }

    [Fact]
    public void Hidden_minutes_run_past_closing_and_never_onto_another_appointment()
    {
        // A wedding of 30 minutes with a quarter of an hour to put the room in order; the hall is taken from 15:00 on
        var day = OpenDay.Of([Segment(840, 1020, 15, Passport)]);
        var wedding = new Ask(Passport, 30, AtCounter: false) { AfterMinutes = 15 };

        Starts(day, wedding).ShouldEndWith("960 975 990");
        Starts(day, wedding, DayBits.Range(0, 900 / 5)).ShouldBe("840 855");
        Starts(day, wedding with { BeforeMinutes = 10 }, ~DayBits.Range(0, 845 / 5)).ShouldStartWith("855 870");
    }

    [Theory]
    [InlineData(555, 570, true)]
    [InlineData(545, 560, false)]
    [InlineData(710, 720, true)]
    [InlineData(710, 725, false)]
    public void An_appointment_is_covered_by_open_time_off_the_grid_too(int from, int until, bool covered)
    {
        var day = OpenDay.Of([Segment(550, 720, 20, Passport, OpeningChannel.CounterOnly)]);

        day.Covers(new(from, until), Passport).ShouldBe(covered);
        day.Covers(new(from, until), Both).ShouldBeFalse();
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

    private static OpenSegment Segment(
        int from, int until, int step, ServiceSet services, OpeningChannel channel = OpeningChannel.Online) =>
        new(Opening(from, until, step, services) with { Channel = channel, OnlineDaysBefore = 3, OnlineMinute = 510 });

    private static Opening Opening(int from, int until, int step, ServiceSet services) =>
        new(new Recurrence.OnDate(new(2027, 2, 10)), new(from, until), step, services, OpeningChannel.Online, 0);

    private static bool[] Without(IEnumerable<(int From, int Until)> ranges) => [.. NaiveModel.MinutesOf(ranges).Select(x => !x)];

    private static string Starts(OpenDay day, Ask ask) => Starts(day, ask, DayBits.Full);

    private static string Starts(OpenDay day, Ask ask, DayBits free) =>
        string.Join(' ', AnyOf.Units(day.Starts(free, ask, 0)).Select(unit => unit * 5));
}
