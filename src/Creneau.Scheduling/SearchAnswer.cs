namespace Creneau.Scheduling;

/// <summary>A start at a site.</summary>
/// <param name="Plan">The planning at the site.</param>
/// <param name="Km">Kilometres from the centre of the search.</param>
/// <param name="Start">Wall clock of the town hall.</param>
public readonly record struct SlotFound(SitePlan Plan, double Km, SlotStart Start);

/// <summary>A site in the answer to a search.</summary>
/// <param name="Plan">The planning at the site.</param>
/// <param name="Km">Kilometres from the centre of the search.</param>
/// <param name="Ask">What the persons come to here: services and minutes.</param>
/// <param name="Starts">The first starts that suit, earliest first; empty when there is none.</param>
public sealed record SiteAnswer(SitePlan Plan, double Km, Ask Ask, IReadOnlyList<SlotStart> Starts);

/// <summary>The answer to a search.</summary>
/// <param name="Sites">The sites with a start that suits, in the order asked for, at most <see cref="SlotQuery.MaxSites"/>.</param>
/// <param name="SitesWithStarts">How many there are without that limit.</param>
/// <param name="Without">
/// Sites that do what is asked but have no start that suits, nearest first; they fill what is left of <see
/// cref="SlotQuery.MaxSites"/>.
/// </param>
/// <param name="SitesWithout">How many there are without that limit.</param>
public sealed record SearchAnswer(
    IReadOnlyList<SiteAnswer> Sites, int SitesWithStarts, IReadOnlyList<SiteAnswer> Without, int SitesWithout);
