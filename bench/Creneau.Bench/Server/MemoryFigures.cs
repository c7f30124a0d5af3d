using Creneau.Bench.Data;
using Creneau.Bench.Http;
using Creneau.TestKit;

namespace Creneau.Bench.Server;

/// <summary>
/// Working set of `creneau serve` after searches in many places, beside a server of the same framework that does nothing.
/// </summary>
public static class MemoryFigures
{
    private const int Searches = 200;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DemoData data)
    {
        await using var bare = await NodeProcess.StartAsync(BareServer.Command);
        return
        [
            await FigureAsync("memory, département", await data.DepartmentOnSqliteAsync(), bare.Megabytes, 250),
            await FigureAsync("memory, France", await data.FranceAsync(), bare.Megabytes, 600),
        ];
    }

    private static async Task<Figure> FigureAsync(string name, DemoDatabase demo, double bare, double most)
    {
        await using var server = await ServerProcess.StartNewAsync(demo.Environment);
        using var http = new HttpClient { BaseAddress = server.Address };
        foreach (var query in SearchAddresses.Draw(Searches))
        {
            using var answer = await http.GetAsync(query);
            answer.EnsureSuccessStatusCode();
        }

        var now = Memory.MegabytesOf(server.ProcessId);
        var peak = Memory.MostMegabytesOf(server.ProcessId);
        return new(
            name, Text.Of($"{now:0} MB (peak {peak:0})"), Text.Of($"{bare:0} MB bare server"), now / bare,
            Text.Of($"<= {most} MB"), now <= most);
    }
}
