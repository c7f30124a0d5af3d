using System.CommandLine;
using System.Globalization;

namespace Creneau.Web.Cli;

internal static class ServeCommand
{
    private const int DefaultPort = 5080;

    public static Command Make()
    {
        var data = Commands.DataOption();
        var port = new Option<int?>("--port") { Description = $"Port to listen on at 127.0.0.1; {DefaultPort} unless ASPNETCORE_URLS says otherwise.", HelpName = "number" };
        var command = new Command("serve", "Serve the site.") { port, data };
        command.SetAction((given, ct) => Expected.RunAsync(() => RunAsync(given.GetValue(data), given.GetValue(port), ct)));
        return command;
    }

    private static async Task<int> RunAsync(string? data, int? port, CancellationToken ct)
    {
        await using var app = await WebHost.BuildAsync(args: [.. CommandSettings.Arguments(data), .. Address(port)]);
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    private static IEnumerable<string> Address(int? port)
    {
        if (port is not null || Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is null)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{port ?? DefaultPort}");
        }
    }
}
