namespace Creneau.Scheduling;

/// <summary>
/// All sites by place, and the search over them. Immutable but for the desks' calendars, which their owner swaps while
/// searches run; a search that meets a swap sees one state of each desk.
/// </summary>
/// <param name="plans">
/// Every planning at every site; their desk views belong to this map from now on. A desk that serves several plannings has
/// a view in each.
/// </param>
/// <exception cref="InvalidOperationException">A desk view belongs to another map already, or to two plannings of this one.</exception>
public sealed class SearchMap(IReadOnlyList<SitePlan> plans)
{
    /// <summary>What a kilometre weighs against a minute when starts nearest in place and time are looked for.</summary>
    public const double MinutesPerKm = 30;

    private readonly SiteGrid _grid = new(plans);

    /// <summary>Every planning at every site.</summary>
    public IReadOnlyList<SitePlan> Plans { get; } = plans;

    /// <summary>
    /// The earliest start that suits, with one desk of each asked group; of equal starts the nearest site, then the smallest
    /// site and planning id. Allocates nothing.
    /// </summary>
    /// <param name="query">What is looked for; order and numbers of the answer are ignored.</param>
    /// <param name="found">The start; <c>default</c> when the answer is false.</param>
    /// <returns>False when no site in the circle has a start that suits.</returns>
    public bool TrySoonest(in SlotQuery query, out SlotFound found)
    {
        found = default;
        var (upTo, square) = (SlotStart.End, 0.0);
        Span<AskedTerms> terms = stackalloc AskedTerms[AskedTerms.Kept];
        for (var sites = _grid.Around(query.Near, query.RadiusKm); sites.MoveNext();)
        {
            // A site further away than the best so far must be sooner, a nearer one as soon
            if (AskedTerms.TryAt(terms, sites.Current, _grid.Hints, query, out var site)
                && site.TryEarliest(sites.Square > square ? upTo.Before() : upTo, query, out var start)
                && SlotOrder.IsSooner(new(site.Plan, sites.Km, start), found))
            {
                found = new(site.Plan, sites.Km, start);
                (upTo, square) = (start, sites.Square);
            }
        }

        return found.Plan is not null;
    }

    /// <summary>The sites in the circle that do what is asked, with their first starts that suit.</summary>
    /// <param name="query">What is looked for.</param>
    /// <returns>
    /// Sites with starts in the order asked for, and apart from them those without. What has no answer gives empty lists.
    /// </returns>
    public SearchAnswer Search(in SlotQuery query)
    {
        List<Candidate> with = [];
        List<Candidate> without = [];
        Span<AskedTerms> terms = stackalloc AskedTerms[AskedTerms.Kept];
        for (var sites = _grid.Around(query.Near, query.RadiusKm); sites.MoveNext();)
        {
            if (AskedTerms.TryAt(terms, sites.Current, _grid.Hints, query, out var site))
            {
                var list = site.TryEarliest(SlotStart.End, query, out var start) ? with : without;
                list.Add(new(sites.Current, new(site.Plan, sites.Km, start)));
            }
        }

        Comparison<SlotFound> order = query.Sort == SlotSort.Soonest ? SlotOrder.Soonest : SlotOrder.Nearest;
        with.Sort((left, right) => order(left.Found, right.Found));
        without.Sort((left, right) => SlotOrder.Nearest(left.Found, right.Found));
        var most = Math.Max(query.MaxSites, 0);
        var shown = Answers(with, most, query, terms);
        return new(shown, with.Count, Answers(without, most - shown.Length, query, terms), without.Count);
    }

    /// <summary>
    /// The starts nearest in place and time to a wanted one, for "just taken: here are the three nearest": the least
    /// sum of minutes of difference, earlier or later, and <see cref="MinutesPerKm"/> for each kilometre.
    /// </summary>
    /// <param name="query">
    /// Centre (the wanted site's place), radius, persons and filters; order and numbers of the answer are ignored.
    /// </param>
    /// <param name="wanted">The start that was wanted.</param>
    /// <param name="count">How many at most; 0 or less gives none.</param>
    /// <param name="takenAtSiteId">The site at which the wanted start itself is gone, whatever memory still says; null = nowhere.</param>
    /// <returns>Nearest first; of equal ones the earlier start, then the smaller site and planning id.</returns>
    public SlotFound[] Nearest(in SlotQuery query, SlotStart wanted, int count, int? takenAtSiteId = null)
    {
        if (count <= 0)
        {
            return [];
        }

        var nearest = new NearestStarts(wanted, count, takenAtSiteId);
        Span<AskedTerms> terms = stackalloc AskedTerms[AskedTerms.Kept];
        for (var sites = _grid.Around(query.Near, query.RadiusKm); sites.MoveNext();)
        {
            if (AskedTerms.TryAt(terms, sites.Current, _grid.Hints, query, out var site))
            {
                nearest.AddFrom(site, sites.Km, query);
            }
        }

        return nearest.ToArray();
    }

    private SiteAnswer[] Answers(List<Candidate> sites, int most, in SlotQuery query, Span<AskedTerms> terms)
    {
        var answers = new SiteAnswer[Math.Min(sites.Count, most)];
        for (var i = 0; i < answers.Length; i++)
        {
            var (entry, found) = sites[i];
            AskedTerms.TryAt(terms, entry, _grid.Hints, query, out var site);
            answers[i] = new(site.Plan, found.Km, site.Ask, FirstStarts(site, found.Start, query));
        }

        return answers;
    }

    private static List<SlotStart> FirstStarts(in SiteSearch site, SlotStart earliest, in SlotQuery query)
    {
        // The earliest stands even if its calendar was swapped since: a site shown with starts has one
        List<SlotStart> starts = earliest == default ? [] : [earliest];
        var last = earliest == default ? -1 : site.Last.DayNumber;
        for (var day = earliest.Date.DayNumber; day <= last && starts.Count < query.StartsPerSite; day++)
        {
            AddLater(starts, DateOnly.FromDayNumber(day), site, query);
        }

        return starts;
    }

    private static void AddLater(List<SlotStart> starts, DateOnly date, in SiteSearch site, in SlotQuery query)
    {
        foreach (var unit in site.StartsOn(date, query))
        {
            var start = new SlotStart(date, unit * DayBits.UnitMinutes);
            if (starts.Count < query.StartsPerSite && start > starts[^1])
            {
                starts.Add(start);
            }
        }
    }

    private readonly record struct Candidate(SiteGrid.Entry Site, SlotFound Found);
}
