using Creneau.Places;
using Creneau.Scheduling;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Places;

public sealed class TerritoryTests
{
    [Fact]
    public void There_are_96_departements_of_the_Metropole_5_overseas_and_8_other_territories()
    {
        Territory.All.Count(t => t.Code.Length == 2).ShouldBe(96);
        Territory.All.Count(t => t.Code.Length == 3).ShouldBe(13);
    }

    [Fact]
    public void Every_commune_has_a_territory_and_a_time_zone_that_this_machine_knows()
    {
        var zones = France.Directory.All.Select(Territory.TimeZoneOf).Distinct();

        zones.ShouldAllBe(z => TimeZoneInfo.FindSystemTimeZoneById(z).HasIanaId);
    }

    [Theory]
    [InlineData("74", "Haute-Savoie", "Europe/Paris", HolidayRegion.Metropole)]
    [InlineData("2A", "Corse-du-Sud", "Europe/Paris", HolidayRegion.Metropole)]
    [InlineData("67", "Bas-Rhin", "Europe/Paris", HolidayRegion.AlsaceMoselle)]
    [InlineData("57", "Moselle", "Europe/Paris", HolidayRegion.AlsaceMoselle)]
    [InlineData("974", "La Réunion", "Indian/Reunion", HolidayRegion.Reunion)]
    [InlineData("987", "Polynésie française", "Pacific/Tahiti", HolidayRegion.PolynesieFrancaise)]
    public void A_territory_has_its_name_clock_and_holidays(string code, string name, string timeZone, HolidayRegion holidays)
    {
        Territory.Find(code).ShouldBe(new Territory(code, name, timeZone, holidays));
    }

    [Fact]
    public void The_Marquesas_and_the_Gambier_have_their_own_clocks()
    {
        Territory.TimeZoneOf(France.The("98731")).ShouldBe("Pacific/Marquesas");
        Territory.TimeZoneOf(France.The("98719")).ShouldBe("Pacific/Gambier");
        Territory.TimeZoneOf(France.The("98735")).ShouldBe("Pacific/Tahiti");
    }

    [Theory]
    [InlineData("20")]
    [InlineData("2a")]
    [InlineData("")]
    public void An_unknown_code_has_no_territory(string code)
    {
        Territory.Find(code).ShouldBeNull();
    }
}
