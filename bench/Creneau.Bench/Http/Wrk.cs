using System.Globalization;
using System.Text.RegularExpressions;
using Creneau.TestKit;

namespace Creneau.Bench.Http;

/// <summary>What wrk measured.</summary>
/// <param name="Failed">Answers that were not 2xx or 3xx, and broken connections.</param>
/// <param name="Half">Milliseconds within which half of the answers came.</param>
/// <param name="Most">Milliseconds within which 99 % of them came.</param>
public sealed record WrkResult(double PerSecond, long Failed, double Half, double Most);

/// <summary>Debian's wrk: asks an address over and over from 32 connections.</summary>
public static partial class Wrk
{
    private const int Connections = 32;

    /// <param name="addresses">A file with an address in each line; its query is appended to <paramref name="path"/>.</param>
    /// <param name="cookie">Sent along with each request; empty: none.</param>
    public static async Task<WrkResult> RunAsync(Uri server, string path, string addresses, int seconds, string cookie = "")
    {
        var script = Path.Combine(AppContext.BaseDirectory, "search.lua");
        var output = await Shell.RunAsync(
            "wrk", "-t", "1", "-c", $"{Connections}", "-d", $"{seconds}s", "--latency", "-s", script,
            "-H", $"Cookie: {cookie}", new Uri(server, path).AbsoluteUri, "--", addresses);
        return new(
            Number(Rate().Match(output)), Errors().Matches(output).Sum(match => (long)Number(match)),
            Milliseconds(Half().Match(output)), Milliseconds(Most().Match(output)));
    }

    private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static double Milliseconds(Match match) =>
        Number(match) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, "s" => 1_000, _ => 60_000 };

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(?:Non-2xx or 3xx responses:|connect|read|write|timeout) (\d+)")]
    private static partial Regex Errors();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s|m)")]
    private static partial Regex Half();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s|m)")]
    private static partial Regex Most();
}
