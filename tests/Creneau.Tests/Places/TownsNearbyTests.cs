using Creneau.Places;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Places;

public sealed class TownsNearbyTests
{
    private static readonly TownsNearby Towns = TownsNearby.Load(France.Directory);

    [Fact]
    public void A_view_of_Haute_Savoie_is_named_by_its_large_towns_on_both_sides_of_the_border()
    {
        Names(45.7, 46.6, 5.9, 7.4, 5).ShouldBe(["Genève", "Lausanne", "Annecy", "Thonon-les-Bains", "Annemasse"]);
    }

    [Fact]
    public void Aosta_has_its_French_name()
    {
        Names(45.7, 46.0, 6.8, 7.5, 3).ShouldContain("Aoste");
    }

    [Fact]
    public void The_largest_comes_first_and_all_lie_in_view()
    {
        var towns = Towns.LargestIn(45.7, 46.6, 5.9, 7.4, 30);

        towns.Select(t => t.Population).ShouldBeInOrder(SortDirection.Descending);
        towns.ShouldAllBe(t => t.Position.Latitude >= 45.7 && t.Position.Latitude <= 46.6
            && t.Position.Longitude >= 5.9 && t.Position.Longitude <= 7.4);
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(50, 40, 10, 0)]
    [InlineData(double.NaN, 46, 6, 7)]
    public void An_empty_view_has_no_towns(double south, double north, double west, double east)
    {
        Names(south, north, west, east, 5).ShouldBeEmpty();
    }

    private static string[] Names(double south, double north, double west, double east, int count) =>
        [.. Towns.LargestIn(south, north, west, east, count).Select(t => t.Name)];
}
