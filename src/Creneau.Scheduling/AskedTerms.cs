using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Creneau.Scheduling;

/// <summary>
/// What a query comes to under one set of terms — services with their minutes, booking window, zone — which the
/// plannings of a département mostly share: it is worked out once for all sites that have them.
/// </summary>
internal readonly struct AskedTerms
{
    /// <summary>How many sets of terms one query keeps; more than that share places, and are worked out again.</summary>
    internal const int Kept = 16;

    private readonly int _number;
    private readonly bool _serves;
    private readonly bool _suitsAlways;

    private AskedTerms(int number, SitePlan plan, in SlotQuery query)
    {
        _number = number;
        if ((uint)plan.ZoneIndex >= (uint)query.NowLocal.Length || !query.TryAsk(plan, out var ask))
        {
            return;
        }

        _serves = true;
        _suitsAlways = query.Times == DayTimes.Any;
        Ask = ask;
        LeastUnits = ask.LeastUnits;
        OnlyGroup = BitOperations.IsPow2(ask.AskedGroups) ? (byte)ask.AskedGroups : (byte)0;
        var now = query.NowLocal[plan.ZoneIndex];
        Now = now;
        Bounds = plan.Bounds(now, query.AtCounter);
        First = query.From > Bounds.FirstDate ? new(query.From, 0) : new(Bounds.FirstDate, Bounds.FirstMinute);
        Last = new(query.To < Bounds.LastDate ? query.To : Bounds.LastDate, DayBits.MinutesPerDay);
    }

    internal Ask Ask { get; }

    internal int LeastUnits { get; }

    /// <summary>The bit of the one group that is asked; 0 when there are several.</summary>
    internal byte OnlyGroup { get; }

    /// <summary>Wall clock there.</summary>
    internal DateTime Now { get; }

    internal WindowBounds Bounds { get; }

    /// <summary>First start that comes into question, included.</summary>
    internal SlotStart First { get; }

    /// <summary>End of the last date that comes into question.</summary>
    internal SlotStart Last { get; }

    /// <summary>
    /// Of the starts of a date from <see cref="First"/> to <see cref="Last"/>, those that suit and keep the least notice.
    /// </summary>
    internal DayBits Suiting(DateOnly date, DayBits starts, in SlotQuery query)
    {
        var suiting = _suitsAlways ? starts : starts & query.SuitingOn(date);
        return date == First.Date ? suiting.Without(0, First.Minute / DayBits.UnitMinutes) : suiting;
    }

    /// <summary>Looks a site up, or works its terms out.</summary>
    /// <param name="known">What the query has met so far: <see cref="Kept"/> entries, at first all <c>default</c>.</param>
    /// <param name="site">The site, with the number of its terms: above 0.</param>
    /// <param name="hints">What is free at the map's desks.</param>
    /// <param name="query">The query.</param>
    /// <param name="search">The query at the site; <c>default</c> when the answer is false.</param>
    /// <returns>False when the site does not do what is asked, or is filtered out.</returns>
    internal static bool TryAt(
        Span<AskedTerms> known,
        [UnscopedRef] in SiteGrid.Entry site,
        FreeHints hints,
        in SlotQuery query,
        [UnscopedRef] out SiteSearch search)
    {
        search = default;
        if ((query.Wheelchair && !site.Plan.Wheelchair)
            || (query.TownHallId is { } townHall && townHall != site.Plan.TownHallId)
            || (query.PlanningId is { } planning && planning != site.Plan.PlanningId))
        {
            return false;
        }

        ref var terms = ref known[site.Terms % Kept];
        if (terms._number != site.Terms)
        {
            terms = new(site.Terms, site.Plan, query);
        }

        search = new(in site, hints, ref terms);
        return terms._serves;
    }
}
