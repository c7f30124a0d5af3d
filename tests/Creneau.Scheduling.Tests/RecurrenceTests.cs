using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class RecurrenceTests
{
    [Theory]
    [InlineData("2026-12-21", true)]
    [InlineData("2026-12-28", false)]
    [InlineData("2027-01-04", true)]
    [InlineData("2027-01-11", false)]
    [InlineData("2026-12-07", true)]
    public void Every_other_week_goes_on_through_a_year_of_53_weeks(string date, bool falls)
    {
        // 2026 has a week 53: 28 December to 3 January
        var everyOtherMonday = new Recurrence.Weekly(DayOfWeek.Monday, 2, new(2026, 12, 23), null, null);

        everyOtherMonday.FallsOn(DateOnly.Parse(date, null)).ShouldBe(falls);
    }

    [Theory]
    [InlineData("2027-03-01", false)]
    [InlineData("2027-03-08", true)]
    [InlineData("2027-03-22", true)]
    [InlineData("2027-03-29", false)]
    public void First_and_last_date_are_included(string date, bool falls)
    {
        var mondays = new Recurrence.Weekly(DayOfWeek.Monday, 1, new(2027, 1, 4), new(2027, 3, 8), new(2027, 3, 22));

        mondays.FallsOn(DateOnly.Parse(date, null)).ShouldBe(falls);
    }

    [Theory]
    [InlineData("2028-02-29", true)]
    [InlineData("2028-02-28", false)]
    [InlineData("2028-03-07", true)]
    public void A_leap_day_is_a_day_like_any_other(string date, bool falls)
    {
        var tuesdays = new Recurrence.Weekly(DayOfWeek.Tuesday, 1, new(2028, 1, 1), null, null);

        tuesdays.FallsOn(DateOnly.Parse(date, null)).ShouldBe(falls);
    }

    [Fact]
    public void A_week_ends_on_Sunday()
    {
        var sundayOfTheSameWeek = new Recurrence.Weekly(DayOfWeek.Sunday, 2, new(2027, 1, 4), null, null);

        sundayOfTheSameWeek.FallsOn(new(2027, 1, 10)).ShouldBeTrue();
        sundayOfTheSameWeek.FallsOn(new(2027, 1, 3)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(MonthWeeks.First | MonthWeeks.Third, "2027-05", "1 15")]
    [InlineData(MonthWeeks.First | MonthWeeks.Third, "2027-06", "5 19")]
    [InlineData(MonthWeeks.Last, "2027-05", "29")]
    [InlineData(MonthWeeks.Last, "2027-02", "27")]
    [InlineData(MonthWeeks.Fourth | MonthWeeks.Last, "2027-02", "27")]
    [InlineData(MonthWeeks.Fifth, "2027-02", "")]
    [InlineData(MonthWeeks.Fifth, "2027-05", "29")]
    [InlineData(MonthWeeks.None, "2027-05", "")]
    public void Certain_Saturdays_of_a_month(MonthWeeks weeks, string month, string days)
    {
        var saturdays = new Recurrence.Monthly(DayOfWeek.Saturday, weeks, null, null);
        var first = DateOnly.Parse($"{month}-01", null);

        var falling = Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(first.AddDays).Where(saturdays.FallsOn);

        string.Join(' ', falling.Select(date => date.Day)).ShouldBe(days);
    }

    [Fact]
    public void A_monthly_one_has_a_first_and_a_last_date()
    {
        var saturdays = new Recurrence.Monthly(DayOfWeek.Saturday, MonthWeeks.First, new(2027, 5, 2), new(2027, 7, 3));

        new DateOnly[] { new(2027, 5, 1), new(2027, 6, 5), new(2027, 7, 3), new(2027, 8, 7) }.Where(saturdays.FallsOn)
            .ShouldBe([new(2027, 6, 5), new(2027, 7, 3)]);
    }

    [Fact]
    public void A_dated_one_falls_on_its_date_only()
    {
        var leapDay = new Recurrence.OnDate(new(2028, 2, 29));

        leapDay.FallsOn(new(2028, 2, 29)).ShouldBeTrue();
        leapDay.FallsOn(new(2028, 3, 1)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-12-31", "2026-12-28", "2027-01-03")]
    [InlineData("2027-01-03", "2026-12-28", "2027-01-03")]
    [InlineData("2027-01-04", "2027-01-04", "2027-01-10")]
    [InlineData("2028-02-29", "2028-02-28", "2028-03-05")]
    public void A_week_goes_from_Monday_to_Sunday(string date, string monday, string sunday)
    {
        IsoWeek.Monday(DateOnly.Parse(date, null)).ShouldBe(DateOnly.Parse(monday, null));
        IsoWeek.Sunday(DateOnly.Parse(date, null)).ShouldBe(DateOnly.Parse(sunday, null));
    }
}
