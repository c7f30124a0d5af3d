using Shouldly;
using Xunit;

namespace Creneau.Scheduling.Tests;

public class GeoPointTests
{
    [Theory]
    [InlineData(45.8992, 6.1294, 45.9366, 6.6302, 39.0)]
    [InlineData(48.8566, 2.3522, 45.764, 4.8357, 391.5)]
    [InlineData(0, 179.5, 0, -179.5, 111.2)]
    [InlineData(90, 0, 90, 123, 0)]
    [InlineData(-90, 0, 90, 0, 20015.1)]
    public void Distances(double latitude, double longitude, double otherLatitude, double otherLongitude, double km) =>
        new GeoPoint(latitude, longitude).KmTo(new(otherLatitude, otherLongitude)).ShouldBe(km, 0.5);
}
