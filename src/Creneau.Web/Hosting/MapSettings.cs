using System.Text.RegularExpressions;

namespace Creneau.Web.Hosting;

/// <summary>Section `Creneau:Map`: tile server of the detailed map. Empty: there is no detailed map.</summary>
public sealed partial record MapSettings
{
    /// <summary>
    /// Leaflet's template, such as https://tiles.example.org/{z}/{x}/{y}.png; {s} stands for the first part of a host name.
    /// </summary>
    public string TileUrl { get; init; } = "";

    /// <summary>The credit that the licence of the tiles asks for, plain text.</summary>
    public string Credit { get; init; } = "";

    /// <summary>The tile server as a source of the Content-Security-Policy, or null when there is none.</summary>
    public string? TileSource() =>
        Source().Match(TileUrl) is { Success: true } found ? found.Value.Replace("{s}", "*", StringComparison.Ordinal) : null;

    [GeneratedRegex("""^https?://[^/\s;,'"]+""")]
    private static partial Regex Source();
}
