using System.Globalization;

namespace Creneau.Web.Search;

/// <summary>Dates as addresses, forms and the API write them.</summary>
public static class IsoDate
{
    /// <returns>Null for what is not exactly such as « 2027-02-03 ».</returns>
    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
