using System.Data.Common;
using Creneau.Storage;

namespace Creneau.Web.Cli;

/// <summary>Turns problems that happen to whoever installs into one line on the error stream and the exit code 1.</summary>
internal static class Expected
{
    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception problem) when (problem is DatabaseNotUsableException or FormatException or DbException or IOException or UnauthorizedAccessException or HttpRequestException)
        {
            return await FailAsync(problem.Message);
        }
    }

    public static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync($"creneau: {message}");
        return 1;
    }
}
