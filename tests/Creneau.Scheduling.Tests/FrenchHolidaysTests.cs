using System.Globalization;
using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class FrenchHolidaysTests
{
    [Theory]
    [InlineData(2024, "01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25")]
    [InlineData(2025, "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25")]
    [InlineData(2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25")]
    [InlineData(2027, "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25")]
    [InlineData(2028, "01-01 04-17 05-01 05-08 05-25 06-05 07-14 08-15 11-01 11-11 12-25")]
    [InlineData(2029, "01-01 04-02 05-01 05-08 05-10 05-21 07-14 08-15 11-01 11-11 12-25")]
    [InlineData(2030, "01-01 04-22 05-01 05-08 05-30 06-10 07-14 08-15 11-01 11-11 12-25")]
    public void The_national_eleven(int year, string expected) =>
        Days(year, HolidayRegion.Metropole).ShouldBe(expected);

    [Theory]
    [InlineData(1818, "03-22")]
    [InlineData(1943, "04-25")]
    [InlineData(1954, "04-18")]
    [InlineData(1981, "04-19")]
    [InlineData(2000, "04-23")]
    [InlineData(2008, "03-23")]
    [InlineData(2038, "04-25")]
    [InlineData(2049, "04-18")]
    [InlineData(2076, "04-19")]
    [InlineData(2285, "03-22")]
    public void Easter_falls_on_its_known_dates(int year, string expected) =>
        FrenchHolidays.EasterSunday(year).ToString("MM-dd", CultureInfo.InvariantCulture).ShouldBe(expected);

    [Theory]
    [InlineData(HolidayRegion.Metropole, 2027, "")]
    [InlineData(HolidayRegion.SaintPierreEtMiquelon, 2027, "")]
    [InlineData(HolidayRegion.AlsaceMoselle, 2027, "12-26")]
    [InlineData(HolidayRegion.Mayotte, 2027, "04-27")]
    [InlineData(HolidayRegion.Martinique, 2027, "05-22")]
    [InlineData(HolidayRegion.Guadeloupe, 2027, "05-27")]
    [InlineData(HolidayRegion.SaintMartin, 2017, "05-27")]
    [InlineData(HolidayRegion.SaintMartin, 2027, "05-28")]
    [InlineData(HolidayRegion.Guyane, 2027, "06-10")]
    [InlineData(HolidayRegion.SaintBarthelemy, 2027, "10-09")]
    [InlineData(HolidayRegion.Reunion, 2027, "12-20")]
    [InlineData(HolidayRegion.NouvelleCaledonie, 2027, "09-24")]
    [InlineData(HolidayRegion.PolynesieFrancaise, 2024, "03-05 03-29 06-29")]
    [InlineData(HolidayRegion.PolynesieFrancaise, 2027, "03-05 03-26 11-20")]
    [InlineData(HolidayRegion.WallisEtFutuna, 2027, "04-28 07-29")]
    public void Regions_add_their_own(HolidayRegion region, int year, string expected) =>
        Days(year, region).Split(' ').Except(Days(year, HolidayRegion.Metropole).Split(' '))
            .ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Good_Friday_is_a_setting_of_the_town_hall()
    {
        var goodFriday = new DateOnly(2027, 3, 26);

        new HolidayCalendar(HolidayRegion.AlsaceMoselle, GoodFriday: false).IsHoliday(goodFriday).ShouldBeFalse();
        new HolidayCalendar(HolidayRegion.AlsaceMoselle, GoodFriday: true).IsHoliday(goodFriday).ShouldBeTrue();
    }

    [Fact]
    public void Every_region_has_the_national_eleven() =>
        Enum.GetValues<HolidayRegion>().ShouldAllBe(region =>
            !Days(2028, HolidayRegion.Metropole).Split(' ').Except(Days(2028, region).Split(' ')).Any());

    private static string Days(int year, HolidayRegion region) => string.Join(
        ' ', FrenchHolidays.Of(year, region, goodFriday: false).Select(day => day.Date.ToString("MM-dd", CultureInfo.InvariantCulture)));
}
