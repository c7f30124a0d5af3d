using System.Globalization;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Demo;

/// <summary>A commune that gets a town hall in the demo.</summary>
internal sealed record DemoPlace(string InseeCode, string Name, string Postcode, int Population, int Desks, GeoPoint Position)
{
    /// <summary>IANA zone of its wall clock.</summary>
    public string TimeZone { get; init; } = "Europe/Paris";

    public HolidayRegion Holidays { get; init; } = HolidayRegion.Metropole;
}

/// <summary>Which communes take part, and with how many desks.</summary>
internal static class DemoPlaces
{
    private const int TownHallsOfFrance = 2_600;
    private const int DesksOfFrance = 5_500;

    /// <summary>The 42 town halls and 58 desks of the département; see `docs/demo-data.md` for the sources.</summary>
    public static IReadOnlyList<DemoPlace> HauteSavoie()
    {
        using var file = typeof(DemoPlaces).Assembly.GetManifestResourceStream("demo-haute-savoie.csv")!;
        using var reader = new StreamReader(file);
        return
        [
            .. reader.ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Select(line => OfLine(line.TrimEnd('\r').Split(','))),
        ];
    }

    /// <summary>The 2,600 most populous communes whose position is known, with 5,500 desks shared out by population.</summary>
    public static IReadOnlyList<DemoPlace> France(CommuneDirectory directory)
    {
        var communes = directory.All
            .Where(commune => commune.Postcodes.Count > 0 && !commune.IsApproximate)
            .OrderByDescending(commune => commune.Population).ThenBy(commune => commune.InseeCode, StringComparer.Ordinal)
            .Take(TownHallsOfFrance)
            .ToList();
        var desks = SharedOut(DesksOfFrance, [.. communes.Select(commune => Math.Pow(commune.Population, 0.6))]);
        return [.. communes.Zip(desks, OfCommune)];
    }

    /// <summary>One for each, the rest by weight: those with the largest remainders get what rounding leaves.</summary>
    private static int[] SharedOut(int total, double[] weights)
    {
        var perWeight = (total - weights.Length) / weights.Sum();
        var desks = weights.Select(weight => 1 + (int)(weight * perWeight)).ToArray();
        var byRemainder = Enumerable.Range(0, desks.Length).OrderByDescending(i => weights[i] * perWeight % 1);
        foreach (var i in byRemainder.Take(total - desks.Sum()))
        {
            desks[i]++;
        }

        return desks;
    }

    private static DemoPlace OfCommune(Commune commune, int desks) =>
        new(commune.InseeCode, commune.Name, commune.Postcodes[0], commune.Population, desks, commune.Position)
        {
            TimeZone = Territory.TimeZoneOf(commune),
            Holidays = Territory.Of(commune).Holidays,
        };

    private static DemoPlace OfLine(string[] field) =>
        new(field[0], field[1], field[2], Whole(field[3]), Whole(field[4]), new GeoPoint(Degrees(field[5]), Degrees(field[6])));

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Degrees(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
