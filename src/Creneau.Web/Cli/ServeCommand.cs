using System.CommandLine;
using Creneau.Storage;

namespace Creneau.Web.Cli;

internal static class ServeCommand
{
    private const int DefaultPort = 8080;

    public static Command Make()
    {
        var data = Commands.DataOption();
        var port = new Option<int?>("--port") { Description = $"Port to listen on at 127.0.0.1; {DefaultPort} unless ASPNETCORE_URLS says otherwise.", HelpName = "number" };
        var command = new Command("serve", "Serve the site.") { port, data };
        command.SetAction((given, ct) => Expected.RunAsync(() => RunAsync(CreneauSettings.Read(given.GetValue(data)), given.GetValue(port), ct)));
        return command;
    }

    private static async Task<int> RunAsync(CreneauSettings settings, int? port, CancellationToken ct)
    {
        // Looked at before anything listens: a database that cannot be trusted is told, not served
        await OpenDatabase.OpenAsync(settings.Storage, TimeProvider.System, ct);
        await using var app = WebHost.Build([.. settings.ToArguments(), .. Address(port)]);
        await app.RunAsync(ct);
        return 0;
    }

    private static IEnumerable<string> Address(int? port)
    {
        if (port is not null || Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is null)
        {
            yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{port ?? DefaultPort}");
        }
    }
}
