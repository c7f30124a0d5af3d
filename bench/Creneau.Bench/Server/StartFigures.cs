using System.Diagnostics;
using Creneau.Bench.Data;
using Creneau.TestKit;

namespace Creneau.Bench.Server;

/// <summary>From the start of the process until `/health/ready` says so, the département loaded from SQLite.</summary>
public static class StartFigures
{
    private const int Times = 3;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DemoData data)
    {
        var demo = await data.DepartmentOnSqliteAsync();
        var ours = await MedianAsync(async () => await ServerProcess.StartNewAsync(demo.Environment));
        var bare = await MedianAsync(async () => await NodeProcess.StartAsync(BareServer.Command));
        return [new("start to ready, département", Text.Of($"{ours:0.00} s"), Text.Of($"{bare:0.00} s bare server"), ours / bare, "<= 3 s", ours <= 3)];
    }

    private static async Task<double> MedianAsync(Func<Task<IAsyncDisposable>> start)
    {
        List<double> seconds = [];
        for (var i = 0; i < Times; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            await using var started = await start();
            seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        return seconds.Order().ElementAt(Times / 2);
    }
}
