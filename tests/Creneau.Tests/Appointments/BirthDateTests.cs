using Creneau.Appointments;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Appointments;

public sealed class BirthDateTests
{
    [Theory]
    [InlineData(2008, null, null, "2026-12-30", true)]
    [InlineData(2008, null, null, "2026-12-31", false)]
    [InlineData(2008, 2, null, "2026-02-27", true)]
    [InlineData(2008, 2, null, "2026-03-01", false)]
    [InlineData(2008, 11, null, "2026-11-29", true)]
    [InlineData(2008, 11, null, "2026-11-30", false)]
    [InlineData(2008, 11, 25, "2026-11-24", true)]
    [InlineData(2008, 11, 25, "2026-11-25", false)]
    public void Of_age_is_who_is_for_certain_on_that_day(int year, int? month, int? day, string date, bool isMinor)
    {
        var person = new Applicant(0, 1, new PersonDetails(new PersonName("Dunand", "Zoé"), new BirthDate(year, month, day), []));

        person.IsMinorOn(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(isMinor);
    }

    [Fact]
    public void Who_is_not_named_yet_is_no_minor() => new Applicant(0, 1).IsMinorOn(new DateOnly(2026, 11, 25)).ShouldBeFalse();

    [Theory]
    [InlineData(1950, null, null, "1950-00-00")]
    [InlineData(1950, 3, null, "1950-03-00")]
    [InlineData(1950, 3, 4, "1950-03-04")]
    [InlineData(950, null, null, "0950-00-00")]
    public void As_text_what_is_unknown_is_zero(int year, int? month, int? day, string text) =>
        new BirthDate(year, month, day).ToString().ShouldBe(text);

    [Theory]
    [InlineData(1950, null, 14)]
    [InlineData(1950, 13, null)]
    [InlineData(1950, 2, 30)]
    [InlineData(1951, 2, 29)]
    [InlineData(0, null, null)]
    public void What_no_document_can_say_is_no_birth_date(int year, int? month, int? day)
    {
        var date = () => new BirthDate(year, month, day);

        date.ShouldThrow<ArgumentException>();
    }
}
