using System.Globalization;
using System.IO.Compression;
using System.Text;
using Creneau.Scheduling;

namespace Creneau.Places;

/// <summary>Reads the files that Places/data/build-communes.mjs wrote and the build embedded.</summary>
internal static class PlacesData
{
    internal static IEnumerable<Commune> Communes()
    {
        var shared = new Dictionary<string, string[]>();
        var departements = new Dictionary<string, string>();
        foreach (var f in Rows("communes"))
        {
            yield return new Commune
            {
                InseeCode = f[0],
                Name = Typeset(f[1]),
                Postcodes = Shared(shared, f[2]),
                Population = int.Parse(f[3], CultureInfo.InvariantCulture),
                Position = Point(f[4], f[5]),
                IsApproximate = f[6] == "1",
                Departement = Shared(departements, f[7]),
            };
        }
    }

    /// <summary>Merged communes, and the districts of Paris, Lyon and Marseille, each with today's commune.</summary>
    internal static IEnumerable<(string Code, string Name, string InseeCode)> FormerNames() =>
        Rows("former-names").Select(f => (f[0], Typeset(f[1]), f[2]));

    internal static IEnumerable<(string Code, string Name)> Departements() =>
        Rows("departements").Select(f => (f[0], Typeset(f[1])));

    internal static IEnumerable<Town> TownsAbroad() => Rows("towns").Select(f =>
        new Town(f[0], Typeset(f[1]), Point(f[2], f[3]), int.Parse(f[4], CultureInfo.InvariantCulture)));

    private static IEnumerable<string[]> Rows(string name)
    {
        using var file = typeof(PlacesData).Assembly.GetManifestResourceStream($"{name}.tsv.br")
            ?? throw new InvalidOperationException($"The build did not embed {name}.tsv.br.");
        using var reader = new StreamReader(new BrotliStream(file, CompressionMode.Decompress), Encoding.UTF8, false, 1 << 16);
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split('\t');
        }
    }

    // INSEE types « Val-d'Oise » with the sign of a typewriter; people are shown the one of print.
    private static string Typeset(string name) => name.Replace('\'', '’');

    private static GeoPoint Point(string latitude, string longitude) =>
        new(double.Parse(latitude, CultureInfo.InvariantCulture), double.Parse(longitude, CultureInfo.InvariantCulture));

    private static string[] Shared(Dictionary<string, string[]> known, string postcodes)
    {
        if (!known.TryGetValue(postcodes, out var list))
        {
            list = known[postcodes] = postcodes.Split(',', StringSplitOptions.RemoveEmptyEntries);
        }

        return list;
    }

    private static string Shared(Dictionary<string, string> known, string text) =>
        known.TryGetValue(text, out var same) ? same : known[text] = text;
}
