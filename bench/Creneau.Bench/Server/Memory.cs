namespace Creneau.Bench.Server;

/// <summary>What the system says a process has in memory.</summary>
public static class Memory
{
    /// <summary>Working set now.</summary>
    public static double MegabytesOf(int processId) => Read(processId, "VmRSS:");

    /// <summary>Largest working set so far.</summary>
    public static double MostMegabytesOf(int processId) => Read(processId, "VmHWM:");

    private static double Read(int processId, string key)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith(key, StringComparison.Ordinal));
        var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2];
        return double.Parse(kilobytes.Split('\t')[^1], System.Globalization.CultureInfo.InvariantCulture) / 1024;
    }
}
