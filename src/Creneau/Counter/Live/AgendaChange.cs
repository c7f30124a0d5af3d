using System.Globalization;

namespace Creneau.Counter.Live;

/// <summary>What screens have to read again: a day of a site, every day of it, or everything.</summary>
/// <param name="SiteId">Null: every site.</param>
/// <param name="Date">Null: every day.</param>
public readonly record struct AgendaChange(int? SiteId, DateOnly? Date)
{
    private const char Gap = ',';

    public static AgendaChange Everything => default;

    public bool Concerns(int siteId) => SiteId is null || SiteId == siteId;

    /// <summary>« 12,2026-11-28 »; empty fields where there is none.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SiteId}{Gap}{Date:yyyy-MM-dd}");

    /// <returns>Everything when it is not understood: too much is read again, never too little.</returns>
    public static AgendaChange Read(string text) =>
        text.Split(Gap) is [var site, var date] && int.TryParse(site, CultureInfo.InvariantCulture, out var siteId)
            ? new AgendaChange(siteId, DateOnly.TryParse(date, CultureInfo.InvariantCulture, out var day) ? day : null)
            : Everything;
}
