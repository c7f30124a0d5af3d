using System.Globalization;
using Creneau.Notifications.Rules;
using Creneau.Reminders;
using Creneau.Scheduling;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Reminders;

/// <summary>When a reminder is due: wall clock before wall clock, in the hours of the town hall.</summary>
public sealed class ReminderTimesTests
{
    private const int Hour = 60;
    private const int Day = 24 * Hour;

    /// <param name="due">Wall clock there.</param>
    [Theory]
    [InlineData("2026-12-03 10:00", 2 * Day, "2026-12-01 10:00")]
    [InlineData("2026-12-03 10:00", 14 * Day, "2026-11-19 10:00")]
    [InlineData("2026-12-03 10:00", 36 * Hour, "2026-12-01 19:45")]
    [InlineData("2026-12-03 14:00", 3 * Hour, "2026-12-03 11:00")]
    // Moved into the hours, on the day that was meant
    [InlineData("2026-12-03 07:30", 2 * Day, "2026-12-01 08:00")]
    [InlineData("2026-12-03 20:15", 2 * Day, "2026-12-01 19:45")]
    [InlineData("2026-12-03 19:55", 2 * Day, "2026-12-01 19:55")]
    // On the day itself as early as may be, and the evening before where that is too late
    [InlineData("2026-12-03 14:00", 0, "2026-12-03 08:00")]
    [InlineData("2026-12-03 10:00", 0, "2026-12-03 08:00")]
    [InlineData("2026-12-03 09:55", 0, "2026-12-02 19:45")]
    [InlineData("2026-12-03 08:30", 0, "2026-12-02 19:45")]
    [InlineData("2026-12-03 09:00", 2 * Hour, "2026-12-02 19:45")]
    public void It_is_the_same_time_days_before_moved_into_the_hours(string start, int lead, string due) =>
        Local(Due(start, lead, SendingHours.Usual, "Europe/Paris"), "Europe/Paris").ShouldBe(due);

    [Theory]
    // The spring night: 02:00 to 03:00 is missing on 28 March 2027; the autumn one has it twice on 31 October 2027
    [InlineData("Europe/Paris", "2027-03-29 10:00", 2 * Day, "2027-03-27T09:00Z")]
    [InlineData("Europe/Paris", "2027-03-29 10:00", 1 * Day, "2027-03-28T08:00Z")]
    [InlineData("Europe/Paris", "2027-03-28 10:00", 1 * Day, "2027-03-27T09:00Z")]
    [InlineData("Europe/Paris", "2027-11-01 10:00", 2 * Day, "2027-10-30T08:00Z")]
    [InlineData("Europe/Paris", "2027-11-01 10:00", 1 * Day, "2027-10-31T09:00Z")]
    [InlineData("Europe/Paris", "2027-10-31 10:00", 1 * Day, "2027-10-30T08:00Z")]
    // Clock hours, not elapsed ones
    [InlineData("Europe/Paris", "2027-03-28 12:00", 26 * Hour, "2027-03-27T09:00Z")]
    [InlineData("Europe/Paris", "2027-10-31 12:00", 26 * Hour, "2027-10-30T08:00Z")]
    // Where clocks never change, and on the other side of the date line
    [InlineData("Indian/Reunion", "2027-03-29 10:00", 2 * Day, "2027-03-27T06:00Z")]
    [InlineData("America/Martinique", "2027-03-29 10:00", 2 * Day, "2027-03-27T14:00Z")]
    [InlineData("Pacific/Noumea", "2027-03-29 08:30", 2 * Day, "2027-03-26T21:30Z")]
    [InlineData("America/Miquelon", "2027-03-15 10:00", 2 * Day, "2027-03-13T13:00Z")]
    public void Changed_clocks_change_no_wall_clock_time(string zone, string start, int lead, string dueUtc) =>
        Due(start, lead, SendingHours.Usual, zone).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture).ShouldBe(dueUtc);

    [Theory]
    // All day long, so that the changed hour itself is met: the missing one is shifted on, of the doubled one the first is meant
    [InlineData("2027-03-30 02:30", 2 * Day, "2027-03-28T01:30Z")]
    [InlineData("2027-11-02 02:30", 2 * Day, "2027-10-31T00:30Z")]
    public void A_time_inside_the_changed_hour_has_one_instant(string start, int lead, string dueUtc) =>
        Due(start, lead, new SendingHours(0, Day), "Europe/Paris").ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)
            .ShouldBe(dueUtc);

    [Fact]
    public void Whatever_the_rule_it_is_before_the_appointment_and_in_the_hours()
    {
        var random = new Random(20);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        for (var i = 0; i < 5_000; i++)
        {
            var from = random.Next(0, 23 * Hour);
            var hours = new SendingHours(from, random.Next(from + 1, Day + 1));
            var start = new SlotStart(new DateOnly(2027, 1, 1).AddDays(random.Next(365)), 5 * random.Next(288));
            var lead = random.Next(4) == 0 ? 0 : random.Next(2 * Hour, (14 * Day) + 1);

            var due = ReminderTimes.DueUtc(start, lead, hours, zone);

            due.ShouldBeLessThan(WallClock.ToUtc(start.Date, start.Minute, zone));
            // The missing hour has no wall clock time of its own
            var local = WallClock.ToLocal(due, zone);
            (hours.Contain(local) || local.Hour == 3).ShouldBeTrue($"{start} {lead} {hours} {local}");
        }
    }

    private static DateTime Due(string start, int lead, SendingHours hours, string zone) => ReminderTimes.DueUtc(
        WallClock.Split(DateTime.Parse(start, CultureInfo.InvariantCulture)), lead, hours, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static string Local(DateTime instantUtc, string zone) =>
        WallClock.ToLocal(instantUtc, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
