using System.Numerics;

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
        return suiting.IsEmpty ? default : Plan.StartsWithin(date, Ask, _terms.Bounds, _terms.Now) & suiting;
    }

    /// <summary>The earliest start that is offered and suits.</summary>
    /// <param name="upTo">Starts after it are of no interest: they may be left out.</param>
    /// <param name="query">The query.</param>
    /// <param name="start">The start; <c>default</c> when the answer is false.</param>
    internal bool TryEarliest(SlotStart upTo, in SlotQuery query, out SlotStart start)
    {
        if (_site.DeskGroups != _terms.OnlyGroup)
        {
            return TryEarliestOfGroups(upTo, query, out start);
        }

        // Any desk will do: the earliest start of each, one desk after another
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
            var starts = Plan.Desks[desk].Calendar.StartsOn(date, terms.Ask, WallClock.MinutesUntil(date, terms.Now));
            var unit = starts.IsEmpty ? -1 : terms.Suiting(date, starts, query).Next(0);
            if (unit >= 0)
            {
                start = new(date, unit * DayBits.UnitMinutes);
                return start <= upTo;
            }
        }

        return false;
    }

    /// <summary>The same where a desk must be of an asked group, or one of several: day after day, all desks together.</summary>
    private bool TryEarliestOfGroups(SlotStart upTo, in SlotQuery query, out SlotStart start)
    {
        start = default;
        ref readonly var terms = ref _terms;
        upTo = upTo < terms.Last ? upTo : terms.Last;
        for (var day = NextDay(terms.First.Date.DayNumber, upTo); day != int.MaxValue; day = NextDay(day + 1, upTo))
        {
            var date = DateOnly.FromDayNumber(day);
            var unit = terms.Suiting(date, Plan.StartsOfGroups(date, terms.Ask, WallClock.MinutesUntil(date, terms.Now)), query).Next(0);
            if (unit >= 0)
            {
                start = new(date, unit * DayBits.UnitMinutes);
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The first day, from one on, before which no start lies that all asked groups have; <see cref="int.MaxValue"/>: none
    /// at all.
    /// </summary>
    private int NextDay(int day, SlotStart upTo)
    {
        for (var groups = _terms.Ask.AskedGroups; groups != 0; groups &= groups - 1)
        {
            day = NextDay(BitOperations.TrailingZeroCount(groups), day, upTo);
        }

        return day;
    }

    private int NextDay(int group, int day, SlotStart upTo)
    {
        var next = int.MaxValue;
        for (var i = 0; i < _site.Desks && next > day; i++)
        {
            if (Plan.Desks[i].Group == group)
            {
                next = Math.Min(next, hints.NextDay(_site.FirstDesk + i, day, _terms.First, upTo, _terms.LeastUnits));
            }
        }

        return next;
    }
}
