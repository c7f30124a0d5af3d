using Creneau.Places;
using Creneau.Scheduling;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Places;

public sealed class CommuneDataTests
{
    [Fact]
    public void France_has_34969_communes_of_which_Haute_Savoie_279()
    {
        France.Directory.All.Count.ShouldBe(34_969);
        France.Directory.All.Count(c => c.Departement == "74").ShouldBe(279);
        France.Directory.All.Select(c => c.InseeCode).ShouldBeUnique();
    }

    [Fact]
    public void At_least_14700_positions_are_those_of_a_known_place()
    {
        France.Directory.All.Count(c => !c.IsApproximate).ShouldBeGreaterThan(14_700);
    }

    [Fact]
    public void Every_commune_lies_in_its_territory()
    {
        var strays = France.Directory.All.Where(c => !Bounds(c.Departement).Contain(c.Position));

        strays.Select(c => $"{c.InseeCode} {c.Name} {c.Position}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_commune_of_the_Metropole_lies_within_120_km_of_the_middle_of_its_departement()
    {
        var strays = France.Directory.All.Where(c => c.Departement.Length == 2).GroupBy(c => c.Departement)
            .SelectMany(d => d.Where(c => c.Position.KmTo(Middle(d)) > 120));

        strays.Select(c => $"{c.InseeCode} {c.Name}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_commune_has_a_postcode_but_where_nobody_lives()
    {
        var without = France.Directory.All.Where(c => c.Postcodes.Count == 0);

        without.Select(c => c.Departement).Distinct().ShouldBe(["984"]);
        France.Directory.All.Where(c => c.Population == 0 && c.Departement is not ("984" or "989"))
            .Count().ShouldBe(6, "the villages that died for France");
    }

    [Theory]
    [InlineData("74056", 45.924, 6.869)] // Chamonix-Mont-Blanc
    [InlineData("74010", 45.909, 6.126)] // Annecy
    [InlineData("74012", 46.194, 6.238)] // Annemasse
    [InlineData("74256", 45.936, 6.631)] // Sallanches
    [InlineData("74281", 46.371, 6.478)] // Thonon-les-Bains
    [InlineData("74250", 46.060, 6.374)] // Saint-Pierre-en-Faucigny, missing in GeoNames
    [InlineData("74243", 46.144, 6.083)] // Saint-Julien-en-Genevois
    public void Known_towns_are_where_they_are(string code, double latitude, double longitude)
    {
        France.The(code).Position.KmTo(new GeoPoint(latitude, longitude)).ShouldBeLessThan(5);
    }

    private static GeoPoint Middle(IEnumerable<Commune> communes) =>
        new(communes.Average(c => c.Position.Latitude), communes.Average(c => c.Position.Longitude));

    private static Box Bounds(string departement) => departement switch
    {
        "2A" or "2B" => new(41.3, 43.1, 8.5, 9.6),
        "971" => new(15.8, 16.6, -61.9, -60.9),
        "972" => new(14.3, 14.95, -61.3, -60.8),
        "973" => new(2.1, 5.9, -54.7, -51.5),
        "974" => new(-21.5, -20.8, 55.2, 55.9),
        "975" => new(46.7, 47.2, -56.5, -56.1),
        "976" => new(-13.1, -12.6, 45.0, 45.4),
        "977" => new(17.8, 18.0, -62.95, -62.7),
        "978" => new(18.0, 18.2, -63.2, -62.9),
        "984" => new(-67, -10, 40, 141),
        "986" => new(-14.5, -13.1, -178.3, -176.0),
        "987" => new(-28, -7.8, -155, -134),
        "988" => new(-23, -19.4, 163.4, 168.2),
        "989" => new(10.2, 10.4, -109.3, -109.1),
        _ => new(42.3, 51.1, -5.2, 8.3),
    };

    private sealed record Box(double South, double North, double West, double East)
    {
        internal bool Contain(GeoPoint p) =>
            p.Latitude >= South && p.Latitude <= North && p.Longitude >= West && p.Longitude <= East;
    }
}
