using System.Globalization;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class WallClockTests
{
    [Theory]
    [InlineData("Europe/Paris", "2027-02-03", 860, "2027-02-03T13:20")]
    [InlineData("Europe/Paris", "2027-07-14", 860, "2027-07-14T12:20")]
    [InlineData("Europe/Paris", "2028-02-29", 0, "2028-02-28T23:00")]
    [InlineData("Europe/Paris", "2028-02-28", 1440, "2028-02-28T23:00")]
    [InlineData("Indian/Reunion", "2027-07-14", 60, "2027-07-13T21:00")]
    [InlineData("Pacific/Tahiti", "2027-07-14", 1435, "2027-07-15T09:55")]
    [InlineData("Pacific/Wallis", "2027-01-01", 600, "2026-12-31T22:00")]
    public void Usual_days(string zone, string date, int minute, string utc) => ToUtc(zone, date, minute).ShouldBe(utc);

    [Theory]
    [InlineData("Europe/Paris", "2027-03-28", 115, "2027-03-28T00:55")]
    [InlineData("Europe/Paris", "2027-03-28", 120, "2027-03-28T01:00")]
    [InlineData("Europe/Paris", "2027-03-28", 150, "2027-03-28T01:30")]
    [InlineData("Europe/Paris", "2027-03-28", 175, "2027-03-28T01:55")]
    [InlineData("Europe/Paris", "2027-03-28", 180, "2027-03-28T01:00")]
    [InlineData("Europe/Paris", "2027-03-28", 1440, "2027-03-28T22:00")]
    [InlineData("America/Miquelon", "2027-03-14", 115, "2027-03-14T04:55")]
    [InlineData("America/Miquelon", "2027-03-14", 150, "2027-03-14T05:30")]
    [InlineData("America/Miquelon", "2027-03-14", 180, "2027-03-14T05:00")]
    [InlineData("America/Martinique", "2027-03-28", 150, "2027-03-28T06:30")]
    public void In_the_hour_that_is_missing_a_time_is_shifted_forward(string zone, string date, int minute, string utc) =>
        ToUtc(zone, date, minute).ShouldBe(utc);

    [Theory]
    [InlineData("Europe/Paris", "2027-10-31", 115, "2027-10-30T23:55")]
    [InlineData("Europe/Paris", "2027-10-31", 120, "2027-10-31T00:00")]
    [InlineData("Europe/Paris", "2027-10-31", 150, "2027-10-31T00:30")]
    [InlineData("Europe/Paris", "2027-10-31", 180, "2027-10-31T02:00")]
    [InlineData("Europe/Paris", "2027-10-31", 1440, "2027-10-31T23:00")]
    [InlineData("America/Miquelon", "2027-11-07", 55, "2027-11-07T02:55")]
    [InlineData("America/Miquelon", "2027-11-07", 90, "2027-11-07T03:30")]
    [InlineData("America/Miquelon", "2027-11-07", 120, "2027-11-07T05:00")]
    public void In_the_hour_that_comes_twice_the_first_is_meant(string zone, string date, int minute, string utc) =>
        ToUtc(zone, date, minute).ShouldBe(utc);

    [Fact]
    public void Both_passes_of_the_doubled_hour_show_the_same_clock()
    {
        Local("2027-10-31T00:30").ShouldBe("2027-10-31T02:30");
        Local("2027-10-31T01:30").ShouldBe("2027-10-31T02:30");
    }

    [Fact]
    public void Except_for_the_missing_hour_every_time_comes_back()
    {
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        foreach (var day in Enumerable.Range(0, 366 * 2).Select(new DateOnly(2027, 1, 1).AddDays))
        {
            foreach (var minute in Enumerable.Range(0, 288).Select(unit => unit * 5).Where(minute => minute is < 120 or >= 180))
            {
                WallClock.Split(WallClock.ToLocal(WallClock.ToUtc(day, minute, paris), paris)).ShouldBe(new(day, minute));
            }
        }
    }

    [Fact]
    public void What_is_no_instant_or_no_minute_of_the_day_is_refused()
    {
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

        Should.Throw<ArgumentException>(() => WallClock.ToLocal(new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Local), paris));
        Should.Throw<ArgumentOutOfRangeException>(() => WallClock.ToUtc(new(2027, 1, 1), 1441, paris));
        Should.Throw<ArgumentOutOfRangeException>(() => WallClock.ToUtc(new(2027, 1, 1), -1, paris));
    }

    private static string ToUtc(string zone, string date, int minute) =>
        Text(WallClock.ToUtc(DateOnly.Parse(date, null), minute, TimeZoneInfo.FindSystemTimeZoneById(zone)));

    private static string Local(string utc) => Text(WallClock.ToLocal(
        DateTime.Parse(utc + "Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")));

    private static string Text(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
