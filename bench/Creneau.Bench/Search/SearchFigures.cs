using System.Diagnostics;
using Creneau.Availability;
using Creneau.Bench.Data;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Web;

namespace Creneau.Bench.Search;

/// <summary>The soonest start around a random place, France loaded.</summary>
public static class SearchFigures
{
    private const int Places = 2_000;
    private const int PlacesInSql = 200;
    private const int PlacesTheObviousWay = 5;
    private const int Rounds = 7;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DemoData data)
    {
        var france = await data.FranceAsync();
        await using var app = await WebHost.BuildAsync(
            null, $"--Creneau:Database={france.ConnectionString}", $"--Creneau:MasterKey={france.MasterKey}",
            "--Serilog:MinimumLevel:Default=Error");
        var asked = SearchCase.Draw(
            app.Services.GetRequiredService<AvailabilityIndex>(), app.Services.GetRequiredService<CommuneDirectory>(),
            Places, TimeProvider.System.GetUtcNow().UtcDateTime);
        Console.Error.WriteLine($"Search: {asked.Availability.States.Count():N0} desks; filling the baseline's table...");
        await using var starts = await FreeStarts.FillAsync(await data.EmptyAsync(), asked);
        Console.Error.WriteLine($"Search: {starts.Rows:N0} free starts");
        return [.. await FiguresAsync(asked, starts, 30, 100), .. await FiguresAsync(asked, starts, 100, 500)];
    }

    private static async Task<IReadOnlyList<Figure>> FiguresAsync(
        SearchCase asked, FreeStarts starts, double radiusKm, double mostMicroseconds)
    {
        var ours = Ours(asked, radiusKm);
        var (oneTable, wrong) = await SqlAsync(asked, starts, FreeStarts.OneTable, radiusKm);
        var (siteBySite, wrongToo) = await SqlAsync(asked, starts, FreeStarts.SiteBySite, radiusKm);
        var few = asked.Places[..PlacesTheObviousWay];
        var obvious = PerPlace(few, place => ObviousSearch.Soonest(asked, place, radiusKm));
        var wrongTheObviousWay = few.Count(place => ObviousSearch.Soonest(asked, place, radiusKm) != asked.Soonest(place, radiusKm));
        var differing = wrong + wrongToo + wrongTheObviousWay;
        var name = Text.Of($"soonest start within {radiusKm} km");
        return
        [
            new(
                name, Text.Of($"{ours:0.0} µs"), Text.Of($"{oneTable:0} µs SQL, one table"), oneTable / ours,
                Text.Of($">= 20x, < {mostMicroseconds} µs"), oneTable / ours >= 20 && ours < mostMicroseconds),
            new(
                "  beside: SQL site by site", Text.Of($"{ours:0.0} µs"), Text.Of($"{siteBySite:0} µs SQL, lateral"), siteBySite / ours,
                "", null),
            new("  beside: the obvious way", Text.Of($"{ours:0.0} µs"), Text.Of($"{obvious:0} µs loops"), obvious / ours, "", null),
            new(
                "  answers that differ", Text.Of($"{differing}"), Text.Of($"of {(2 * PlacesInSql) + PlacesTheObviousWay}"), null,
                "0", differing == 0),
        ];
    }

    /// <summary>Microseconds per search; the median of rounds over all places.</summary>
    private static double Ours(SearchCase asked, double radiusKm)
    {
        var rounds = Enumerable.Range(0, Rounds).Select(_ => PerPlace(asked.Places, place => asked.TrySoonest(place, radiusKm, out var _)));
        return Median(rounds);
    }

    private static async Task<(double Microseconds, int Differing)> SqlAsync(
        SearchCase asked, FreeStarts starts, string sql, double radiusKm)
    {
        await using var query = await starts.PrepareAsync(sql);
        var places = asked.Places[..PlacesInSql];
        var differing = places.Count(place => query.Soonest(place, radiusKm) != asked.Soonest(place, radiusKm));
        return (Median(Enumerable.Range(0, 3).Select(_ => PerPlace(places, place => query.Soonest(place, radiusKm)))), differing);
    }

    private static double PerPlace<T>(GeoPoint[] places, Func<GeoPoint, T> search)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var place in places)
        {
            search(place);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / places.Length;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }
}
