using Shouldly;
using Xunit;

namespace Creneau.Tests.Places;

public sealed class NearestCommuneTests
{
    [Theory]
    [InlineData(45.9361, 6.6313, "Sallanches")]
    [InlineData(45.8992, 6.1294, "Annecy")]
    [InlineData(48.8530, 2.3499, "Paris")]
    [InlineData(-20.8789, 55.4481, "Saint-Denis")]
    [InlineData(-22.2711, 166.4416, "Nouméa")]
    public void The_commune_of_a_position_is_found(double latitude, double longitude, string name)
    {
        France.Directory.NearestTo(latitude, longitude)!.Name.ShouldBe(name);
    }

    [Theory]
    [InlineData(90, 0)]
    [InlineData(-90, 180)]
    [InlineData(0, -180)]
    [InlineData(46.2, 6.15)]
    public void Any_place_on_earth_has_a_nearest_commune(double latitude, double longitude)
    {
        France.Directory.NearestTo(latitude, longitude).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(90.1, 0)]
    [InlineData(0, 181)]
    [InlineData(double.NaN, 6)]
    [InlineData(46, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    public void What_is_no_place_on_earth_has_none(double latitude, double longitude)
    {
        France.Directory.NearestTo(latitude, longitude).ShouldBeNull();
    }
}
