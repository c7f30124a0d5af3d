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
        var ours = await MedianAsync(() => ServerProcess.StartNewAsync(demo.Environment), server => server.ProcessId);
        var bare = await MedianAsync(() => NodeProcess.StartAsync(BareServer.Command), server => server.ProcessId);
        return
        [
            new(
                "start to ready, département", Text.Of($"{ours.Seconds:0.00} s"), Text.Of($"{bare.Seconds:0.00} s bare server"),
                ours.Seconds / bare.Seconds, "<= 3 s", ours.Seconds <= 3),
            new(
                "  its processor time", Text.Of($"{ours.Processor:0.00} s"), Text.Of($"{bare.Processor:0.00} s"),
                ours.Processor / bare.Processor, "", null),
        ];
    }

    private static async Task<(double Seconds, double Processor)> MedianAsync<T>(Func<Task<T>> start, Func<T, int> processId)
        where T : IAsyncDisposable
    {
        List<(double Seconds, double Processor)> times = [];
        for (var i = 0; i < Times; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            await using var started = await start();
            using var process = Process.GetProcessById(processId(started));
            times.Add((Stopwatch.GetElapsedTime(begin).TotalSeconds, process.TotalProcessorTime.TotalSeconds));
        }

        return times.Order().ElementAt(Times / 2);
    }
}
