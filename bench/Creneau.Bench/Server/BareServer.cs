namespace Creneau.Bench.Server;

/// <summary>What a server of the same framework costs that does nothing: the baseline of start and memory.</summary>
public static class BareServer
{
    public const string Command = "bare";

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => "ready\n");
        await app.RunAsync();
        return 0;
    }
}
