using System.CommandLine;
using Creneau.Storage;

namespace Creneau.Web.Cli;

internal static class MigrateCommand
{
    public static Command Make()
    {
        var data = Commands.DataOption();
        var command = new Command("migrate", "Create or update the database, and put its guards against double bookings in place.")
        {
            data,
        };
        command.SetAction((given, ct) => Expected.RunAsync(() => RunAsync(given.GetValue(data), ct)));
        return command;
    }

    private static async Task<int> RunAsync(string? data, CancellationToken ct)
    {
        var settings = CreneauSettings.Read(data);
        Directory.CreateDirectory(settings.DataFolder);
        await OpenDatabase.MigrateAsync(settings.Storage, TimeProvider.System, ct);
        await Console.Out.WriteLineAsync("The database is up to date.");
        return 0;
    }
}
