using System.CommandLine;

namespace Creneau.Web.Cli;

internal static class ServeCommand
{
    private const int DefaultPort = 5080;

    public static Command Make()
    {
        var data = Commands.DataOption();
        var port = new Option<int?>("--port") { Description = $"Port to listen on on this machine; {DefaultPort} unless ASPNETCORE_URLS says otherwise.", HelpName = "number" };
        var command = new Command("serve", "Serve the site.") { port, data };
        command.SetAction((given, ct) => Expected.RunAsync(() => RunAsync(CreneauSettings.Read(given.GetValue(data)), given.GetValue(port), ct)));
        return command;
    }

    private static async Task<int> RunAsync(CreneauSettings settings, int? port, CancellationToken ct)
    {
        var served = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://localhost:{port ?? DefaultPort}");
        var listens = port is null && Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is not null ? [] : new[] { $"--urls={served}" };
        var reached = settings.PublicUrl.Length > 0 ? [] : new[] { $"--{CreneauSettings.Section}:{nameof(CreneauSettings.PublicUrl)}={served}" };
        await using var app = await WebHost.BuildAsync(args: [.. settings.ToArguments(), .. reached, .. listens]);
        await app.RunAsync(ct);
        return 0;
    }
}
