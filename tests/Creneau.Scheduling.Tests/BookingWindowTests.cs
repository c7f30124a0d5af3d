using System.Globalization;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class BookingWindowTests
{
    private static readonly WeeklyRelease MondayAtNine = new(DayOfWeek.Monday, 540);

    [Theory]
    [InlineData("2027-02-03T10:00:00", 120, "2027-02-03", 720)]
    [InlineData("2027-02-03T10:00:01", 120, "2027-02-03", 725)]
    [InlineData("2027-02-03T22:00:00", 120, "2027-02-04", 0)]
    [InlineData("2027-02-03T23:57:00", 0, "2027-02-04", 0)]
    [InlineData("2028-02-28T12:00:00", 1440, "2028-02-29", 720)]
    public void The_first_start_lies_the_least_notice_ahead(string now, int notice, string date, int minute)
    {
        var bounds = new BookingWindow(notice, 30, null).Bounds(At(now));

        (bounds.FirstDate, bounds.FirstMinute).ShouldBe((DateOnly.Parse(date, null), minute));
    }

    [Theory]
    [InlineData(15, "2027-06-15T08:29:59", "2027-06-30")]
    [InlineData(15, "2027-06-15T08:30:00", "2027-07-31")]
    [InlineData(31, "2027-06-30T08:29:59", "2027-06-30")]
    [InlineData(31, "2027-06-30T08:30:00", "2027-07-31")]
    [InlineData(31, "2028-02-29T08:30:00", "2028-03-31")]
    [InlineData(1, "2027-12-01T08:30:00", "2028-01-31")]
    public void A_monthly_release_opens_the_next_month(int day, string now, string last)
    {
        var bounds = new BookingWindow(0, 10, new MonthlyRelease(day, 510)).Bounds(At(now));

        bounds.LastDate.ShouldBe(DateOnly.Parse(last, null));
    }

    [Fact]
    public void At_the_counter_the_notice_does_not_apply_and_the_horizon_does()
    {
        var bounds = new BookingWindow(2880, 30, null).Bounds(At("2027-02-03T10:02:00"), atCounter: true);

        bounds.ShouldBe(new WindowBounds(new(2027, 2, 3), 605, new(2027, 3, 5)));
    }

    [Theory]
    [InlineData("2027-02-01T08:59:59", 7, "2027-02-07")]
    [InlineData("2027-02-01T09:00:00", 7, "2027-02-14")]
    [InlineData("2027-02-07T23:59:59", 7, "2027-02-14")]
    [InlineData("2027-02-08T09:00:00", 7, "2027-02-21")]
    [InlineData("2027-02-01T09:00:00", 0, "2027-02-07")]
    [InlineData("2027-02-03T12:00:00", 10, "2027-02-14")]
    [InlineData("2026-12-28T09:00:00", 7, "2027-01-10")]
    public void At_each_release_a_whole_week_opens(string now, int horizon, string last) =>
        new BookingWindow(0, horizon, MondayAtNine).Bounds(At(now)).LastDate.ShouldBe(DateOnly.Parse(last, null));

    [Theory]
    [InlineData("2027-02-02T23:00:00", "2027-02-07")]
    [InlineData("2027-02-03T18:00:00", "2027-02-14")]
    [InlineData("2027-02-06T00:00:00", "2027-02-14")]
    public void A_release_may_fall_on_any_day(string now, string last) =>
        new BookingWindow(0, 7, new WeeklyRelease(DayOfWeek.Wednesday, 1080)).Bounds(At(now)).LastDate.ShouldBe(DateOnly.Parse(last, null));

    [Fact]
    public void Starts_are_cut_to_the_window()
    {
        var bounds = new WindowBounds(new(2027, 2, 3), 600, new(2027, 2, 5));

        bounds.Cut(new(2027, 2, 2), DayBits.Full).ShouldBe(DayBits.Empty);
        bounds.Cut(new(2027, 2, 3), DayBits.Full).ToString().ShouldBe("10:00-24:00");
        bounds.Cut(new(2027, 2, 5), DayBits.Full).ShouldBe(DayBits.Full);
        bounds.Cut(new(2027, 2, 6), DayBits.Full).ShouldBe(DayBits.Empty);
    }

    private static DateTime At(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
