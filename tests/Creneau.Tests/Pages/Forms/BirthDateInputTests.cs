using Creneau.Web.Pages.Shared.Forms;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Forms;

public sealed class BirthDateInputTests
{
    [Theory]
    [InlineData("14", "3", "1987")]
    [InlineData(" 14 ", "03", "1987")]
    public void Three_numbers_make_a_date(string day, string month, string year) =>
        new BirthDateInput { Day = day, Month = month, Year = year }.Read().ShouldBe(new DateOnly(1987, 3, 14));

    [Theory]
    [InlineData("30", "2", "2000")]
    [InlineData("14", "13", "1987")]
    [InlineData("14", "3", "87")]
    [InlineData("0", "3", "1987")]
    [InlineData("14", "mars", "1987")]
    [InlineData("-1", "3", "1987")]
    [InlineData("1", "1", "0000")]
    [InlineData(null, "3", "1987")]
    public void Anything_else_is_no_date(string? day, string month, string year) =>
        new BirthDateInput { Day = day, Month = month, Year = year }.Read().ShouldBeNull();
}
