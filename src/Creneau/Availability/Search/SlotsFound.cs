using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Availability.Search;

/// <summary>A site in an answer, with the first starts that suit.</summary>
/// <param name="Km">Kilometres from the centre of the search.</param>
/// <param name="Minutes">Length of the appointment at the first start; without one, before rounding to the opening's step.</param>
/// <param name="Today">The date there.</param>
/// <param name="Starts">Earliest first, wall clock of the town hall; empty for a site without any.</param>
public sealed record SiteFound(Site Site, TownHall TownHall, double Km, int Minutes, DateOnly Today, IReadOnlyList<SlotStart> Starts)
{
    /// <summary>What the town hall tells today.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>The answer to a search.</summary>
/// <param name="Sites">With starts, in the order asked for, at most as many as asked for.</param>
/// <param name="SitesWithStarts">How many there are without that limit.</param>
/// <param name="Without">Sites that do what is asked but have no start that suits, nearest first.</param>
/// <param name="SitesWithout">How many there are without the limit.</param>
public sealed record SlotsFound(IReadOnlyList<SiteFound> Sites, int SitesWithStarts, IReadOnlyList<SiteFound> Without, int SitesWithout)
{
    public static SlotsFound Nothing { get; } = new([], 0, [], 0);

    /// <summary>The soonest start of all sites shown, with its site; null when there is none.</summary>
    public SiteFound? Soonest => Sites.Count == 0 ? null : Sites.MinBy(site => site.Starts[0]);
}

/// <summary>The starts of one date.</summary>
/// <param name="Minutes">Minutes of the date in wall clock, earliest first, at least one.</param>
public sealed record DayFound(DateOnly Date, IReadOnlyList<int> Minutes);

/// <summary>When people are received without an appointment.</summary>
/// <param name="Time">Wall clock.</param>
/// <param name="Services">What for.</param>
public sealed record WalkInFound(DateOnly Date, MinuteRange Time, IReadOnlyList<Service> Services);

/// <summary>Every start of one site.</summary>
/// <param name="Serves">False when the site does not do what is asked for.</param>
/// <param name="Minutes">Length of the appointment at the first start; without one, before rounding to the opening's step.</param>
/// <param name="Days">The dates that have any, earliest first.</param>
public sealed record SiteStarts(Site Site, TownHall TownHall, DateOnly Today, bool Serves, int Minutes, IReadOnlyList<DayFound> Days)
{
    /// <summary>The next times in which people are received without an appointment, whatever was asked for.</summary>
    public IReadOnlyList<WalkInFound> WalkIn { get; init; } = [];

    /// <summary>What the town hall tells today.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}
