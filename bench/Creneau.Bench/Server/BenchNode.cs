using Creneau.Availability.Nodes;
using Creneau.Bench.Booking;
using Creneau.Bench.Counter;
using Creneau.Bench.Http;
using Creneau.Jobs;
using Creneau.Web;

namespace Creneau.Bench.Server;

/// <summary>The real server in a process of its own, with the endpoints of the baselines and of the load beside its own.</summary>
public static class BenchNode
{
    public const string Command = "node";

    /// <summary>Argument that stops what follows other nodes, and the tasks of every node: the baseline does without them.</summary>
    public const string WithoutWatch = "--without-watch";

    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = await WebHost.BuildAsync(null, [.. args.Where(arg => arg != WithoutWatch)]);
        var open = app.MapGroup("").AllowAnonymous();
        app.MapPlainAgenda();
        open.MapReadyMade();
        open.MapOurBooking();
        open.MapPlainBooking();
        DeskChanges.MapDeskChanges(open);
        await app.StartAsync();
        if (args.Contains(WithoutWatch))
        {
            foreach (var watch in app.Services.GetServices<IHostedService>().Where(service => service is AvailabilityWatch or NodeTasks))
            {
                await watch.StopAsync(CancellationToken.None);
            }
        }

        await app.WaitForShutdownAsync();
        return 0;
    }
}
