using System.Text.RegularExpressions;

namespace Creneau.Web.Html;

/// <summary>Section `Creneau:Map`: where the detailed map takes its tiles from. Empty: no tiles, the list and the drawn overview serve.</summary>
public sealed partial record MapSettings
{
    /// <summary>Leaflet's template, such as https://tiles.example.org/{z}/{x}/{y}.png; {s} may stand for a host name's first part.</summary>
    public string TileUrl { get; init; } = "";

    /// <summary>The credit that the tiles' licence asks for, plain text.</summary>
    public string Credit { get; init; } = "";

    /// <summary>The tile server as a source for the Content-Security-Policy, or null when there is none.</summary>
    public string? TileSource() => Source().Match(TileUrl) is { Success: true } found ? found.Value.Replace("{s}", "*", StringComparison.Ordinal) : null;

    [GeneratedRegex("""^https?://[^/\s;,'"]+""")]
    private static partial Regex Source();
}
