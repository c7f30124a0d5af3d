using System.Diagnostics;
using Creneau.Storage;

namespace Creneau.TestKit;

/// <summary>The built <c>creneau</c> as a process of its own, run to its end on the database of a town.</summary>
public static class CreneauCommand
{
    /// <returns>The exit code, and what it wrote to standard output and error.</returns>
    public static Task<(int Code, string Output)> RunAsync(DatabaseSettings database, params IEnumerable<string> arguments) =>
        RunAsync(database, new Dictionary<string, string>(), arguments);

    /// <param name="environment">Further settings, as environment variables.</param>
    /// <returns>The exit code, and what it wrote to standard output and error.</returns>
    public static async Task<(int Code, string Output)> RunAsync(
        DatabaseSettings database, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var binary = Checkout.PathOf("src", "Creneau.Web", "bin", Checkout.Configuration, "net10.0", "creneau");
        var start = new ProcessStartInfo(binary, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = database.DataFolder,
        };
        start.Environment["CRENEAU__DATABASE"] = database.ConnectionString;
        start.Environment["CRENEAU__MASTERKEY"] = database.MasterKey;
        start.Environment["CRENEAU__DATAFOLDER"] = database.DataFolder;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
