using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Creneau.Web.Cli;

internal static partial class ServeCommand
{
    private const int DefaultPort = 5080;

    public static Command Make()
    {
        var data = Commands.DataOption();
        var port = new Option<int?>("--port")
        {
            Description = $"Port to listen on on this machine; {DefaultPort} unless ASPNETCORE_URLS says otherwise.",
            HelpName = "number",
        };
        var command = new Command("serve", "Serve the site.") { port, data };
        command.SetAction((given, ct) => Expected.RunAsync(() =>
            RunAsync(CreneauSettings.Read(given.GetValue(data)), given.GetValue(port), ct)));
        return command;
    }

    private static async Task<int> RunAsync(CreneauSettings settings, int? port, CancellationToken ct)
    {
        var urls = port is null ? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") : null;
        var served = urls is null ? string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port ?? DefaultPort}") : Reached(urls);
        var listens = urls is null ? [$"--urls={served}"] : Array.Empty<string>();
        var publicUrl = $"--{CreneauSettings.Section}:{nameof(CreneauSettings.PublicUrl)}={served}";
        var reached = settings.PublicUrl.Length > 0 ? [] : new[] { publicUrl };
        await using var app = await WebHost.BuildAsync(args: [.. settings.ToArguments(), .. reached, .. listens]);
        await app.RunAsync(ct);
        return 0;
    }

    /// <summary>
    /// Address under which this machine reaches the server: the first of the given ones, wildcards replaced by localhost.
    /// </summary>
    private static string Reached(string urls) => AllAddresses().Replace(urls.Split(';')[0].TrimEnd('/'), "://localhost");

    [GeneratedRegex(@"://(\+|\*|0\.0\.0\.0|\[::\])")]
    private static partial Regex AllAddresses();
}
