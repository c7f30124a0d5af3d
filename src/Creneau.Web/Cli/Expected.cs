using System.Data.Common;
using Creneau.Storage;

namespace Creneau.Web.Cli;

/// <summary>
/// Reports expected errors of an installation (settings, files, database, network) in one line on the error stream, with exit code 1.
/// </summary>
internal static class Expected
{
    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception problem) when (IsExpected(problem))
        {
            return await FailAsync(problem.Message);
        }
    }

    private static bool IsExpected(Exception problem) => problem is
        DatabaseNotUsableException or StorageOutageException or ArgumentException or FormatException or DbException or IOException
        or UnauthorizedAccessException or HttpRequestException;

    public static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync($"creneau: {message}");
        return 1;
    }
}
