using System.Globalization;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Booking;

/// <summary>How somebody looks for another date: all of it stands in the address.</summary>
/// <param name="Km">30, 60 or 100.</param>
public sealed record MoveSearch(bool Soonest, int Km, DateOnly? From)
{
    public static readonly IReadOnlyList<int> Radii = [30, 60, 100];

    public static MoveSearch Read(string? sort, int? km, string? from) => new(
        sort == "soon",
        km is { } asked && Radii.Contains(asked) ? asked : Radii[0],
        DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null);

    public string SortCode => Soonest ? "soon" : "near";

    public string? FromCode => From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Where else an appointment could go: the sites around its own for the same people.</summary>
public sealed class MovePlaces(AvailabilityIndex availability, TimeProvider clock)
{
    private const int Sites = 12;
    private const int StartsEach = 6;

    public SearchAnswer Around(Appointment appointment, MoveSearch search)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(nowUtc);
        var query = new SlotQuery
        {
            Near = availability.Places.Sites[appointment.SiteId].Place,
            RadiusKm = search.Km,
            Kinds = [.. appointment.Kinds.Select(kind => (int)kind)],
            From = search.From > today ? search.From.Value : today,
            To = today.AddDays(availability.Places.LongestHorizonDays),
            NowLocal = availability.Places.LocalNow(nowUtc),
            TownHallId = appointment.Kinds.Contains(ServiceKind.Collection) ? appointment.TownHallId : null,
            StartsPerSite = StartsEach,
            MaxSites = Sites,
            Sort = search.Soonest ? SlotSort.Soonest : SlotSort.Nearest,
        };
        return availability.Map.Search(query);
    }
}
