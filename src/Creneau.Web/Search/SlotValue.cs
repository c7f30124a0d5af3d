using System.Globalization;
using Creneau.Availability;

namespace Creneau.Web.Search;

/// <summary>A start as a slot button posts it: `{site}_{yyyy-MM-dd}_{minute of the day}`.</summary>
public readonly record struct SlotValue(int SiteId, DateOnly Date, int Minute)
{
    public static SlotValue Of(Alternative start) => new(start.SiteId, start.Date, start.StartMinute);

    /// <returns>Null for anything that is not exactly that; whether such a start exists is not asked here.</returns>
    public static SlotValue? Parse(string? text) =>
        text is { Length: <= 40 } && text.Split('_') is [var site, var day, var minute]
        && int.TryParse(site, NumberStyles.None, CultureInfo.InvariantCulture, out var siteId)
        && IsoDate.Parse(day) is { } date
        && int.TryParse(minute, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? new SlotValue(siteId, date, start)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SiteId}_{Date:yyyy-MM-dd}_{Minute}");
}
