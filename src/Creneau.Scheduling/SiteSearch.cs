namespace Creneau.Scheduling;

/// <summary>One query at one site: the days on which it can be booked and suits, and the starts there.</summary>
/// <param name="site">The planning at the site.</param>
/// <param name="hints">What is free at the map's desks.</param>
/// <param name="terms">What is asked there, and when it can be booked.</param>
internal readonly ref struct SiteSearch(ref readonly SiteGrid.Entry site, FreeHints hints, ref readonly AskedTerms terms)
{
    private readonly ref readonly SiteGrid.Entry _site = ref site;
    private readonly ref readonly AskedTerms _terms = ref terms;

    internal SitePlan Plan => _site.Plan;

    internal Ask Ask => _terms.Ask;

    /// <summary>First date that comes into question, included.</summary>
    internal DateOnly First => _terms.First.Date;

    /// <summary>Last date that comes into question, included.</summary>
    internal DateOnly Last => _terms.Last.Date;

    /// <summary>The starts of a date that are offered and suit.</summary>
    internal DayBits StartsOn(DateOnly date, in SlotQuery query)
    {
        var suiting = query.SuitingOn(date);
        return suiting.IsEmpty ? default : Plan.StartsWithin(date, Ask, _terms.Bounds, _terms.Today) & suiting;
    }

    /// <summary>The earliest start that is offered and suits.</summary>
    /// <param name="upTo">Starts after it are not looked for.</param>
    /// <param name="query">The query.</param>
    /// <param name="start">The start; <c>default</c> when the answer is false.</param>
    internal bool TryEarliest(SlotStart upTo, in SlotQuery query, out SlotStart start)
    {
        start = default;
        for (var i = 0; i < _site.Desks; i++)
        {
            if (TryEarliest(i, upTo, query, out var found))
            {
                (start, upTo) = (found, found.Before());
            }
        }

        return start != default;
    }

    private bool TryEarliest(int desk, SlotStart upTo, in SlotQuery query, out SlotStart start)
    {
        start = default;
        ref readonly var terms = ref _terms;
        var row = _site.FirstDesk + desk;
        upTo = upTo < terms.Last ? upTo : terms.Last;
        for (var day = hints.NextDay(row, terms.First.Date.DayNumber, terms.First, upTo, terms.LeastUnits);
             day != int.MaxValue;
             day = hints.NextDay(row, day + 1, terms.First, upTo, terms.LeastUnits))
        {
            var date = DateOnly.FromDayNumber(day);
            var starts = Plan.Desks[desk].Calendar.StartsOn(date, terms.Ask, day - terms.Today.DayNumber);
            var unit = starts.IsEmpty ? -1 : terms.Suiting(date, starts, query).Next(0);
            if (unit >= 0)
            {
                start = new(date, unit * DayBits.UnitMinutes);
                return start <= upTo;
            }
        }

        return false;
    }
}
