using Creneau.Availability;
using Creneau.Bench.Booking;
using Creneau.Bench.Http;
using Creneau.Web;

namespace Creneau.Bench.Server;

/// <summary>The real server in a process of its own, with the endpoints of the baselines and of the load beside its own.</summary>
public static class BenchNode
{
    public const string Command = "node";

    /// <summary>Argument that stops what follows other nodes: the baseline of the booking does without it.</summary>
    public const string WithoutWatch = "--without-watch";

    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = await WebHost.BuildAsync(null, [.. args.Where(arg => arg != WithoutWatch)]);
        app.MapReadyMade();
        app.MapOurBooking();
        app.MapPlainBooking();
        await app.StartAsync();
        if (args.Contains(WithoutWatch))
        {
            await app.Services.GetServices<IHostedService>().OfType<AvailabilityWatch>().Single().StopAsync(CancellationToken.None);
        }

        await app.WaitForShutdownAsync();
        return 0;
    }
}
