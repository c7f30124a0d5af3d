namespace Creneau.Scheduling;

/// <summary>
/// Explains why a planning at a site offers no start on a date. The rules are added one after another to the search itself, from
/// the widest to all of them: the first one with which nothing is left is the cause.
/// </summary>
public sealed class WhyNoStarts
{
    private readonly SiteSetup _setup;
    private readonly SitePlan _plan;
    private readonly Ask _ask;
    private readonly DateOnly _date;
    private readonly DateTime _nowLocal;
    private readonly int _minutesAhead;
    private readonly DeskView?[] _views;
    private readonly WindowBounds _bounds;

    private WhyNoStarts(SiteSetup setup, SitePlan plan, in Ask ask, DateOnly date, DateTime nowLocal)
    {
        (_setup, _plan, _ask, _date, _nowLocal) = (setup, plan, ask, date, nowLocal);
        _minutesAhead = WallClock.MinutesUntil(date, nowLocal);
        _views = [.. setup.Desks.Select(desk => Array.Find(plan.Desks, view => view.DeskId == desk.DeskId))];
        _bounds = plan.Bounds(nowLocal, ask.AtCounter);
    }

    private IEnumerable<int> Groups => Enumerable.Range(0, DeskView.MostGroups).Where(group => _ask.Takes(group));

    /// <summary>Looks for the first cause.</summary>
    /// <param name="setup">Openings, closings, agents and holidays of the planning at the site.</param>
    /// <param name="plan">The same as the search sees it; its calendars know what is taken.</param>
    /// <param name="ask">What is asked, from <see cref="SitePlan.TryAskServices"/>.</param>
    /// <param name="date">The date, wall clock of the town hall.</param>
    /// <param name="nowLocal">Wall clock of the town hall now.</param>
    /// <returns>Nothing blocks exactly where <see cref="SitePlan.StartsOn"/> yields a start.</returns>
    public static ExplainedStarts Of(SiteSetup setup, SitePlan plan, in Ask ask, DateOnly date, DateTime nowLocal) =>
        new WhyNoStarts(setup, plan, ask with { Groups = (byte)ask.AskedGroups }, date, nowLocal).First();

    private ExplainedStarts First() => InRanges() ?? InWindow() ?? InClosings() ?? Taken();

    private ExplainedStarts? InRanges()
    {
        if (_setup.Retired.Any(service => service.From <= _date && _ask.Services.Contains(service.LocalIndex)))
        {
            return new(NoStartsCause.Retired);
        }

        if (Groups.Any(group => !_views.Any(view => view?.Group == group)))
        {
            return new(NoStartsCause.NoDesk);
        }

        if (LacksA((opening, _) => InSchoolTime(opening)))
        {
            return new(LacksA((_, _) => true) ? NoStartsCause.NoRange : NoStartsCause.SchoolHolidays);
        }

        if (LacksA((opening, _) => InSchoolTime(opening) && opening.Channel != OpeningChannel.WalkInOnly))
        {
            return new(NoStartsCause.WalkInOnly);
        }

        if (LacksA((opening, ask) => InSchoolTime(opening) && new OpenSegment(opening).Serves(ask, _minutesAhead)))
        {
            return Reserved(NoStartsCause.CounterOnly);
        }

        return Starts(_ask, Unclosed).IsEmpty ? InLength() : null;
    }

    private ExplainedStarts InLength()
    {
        if (!_ask.AtCounter && !Starts(_ask with { AtCounter = true }, Unclosed).IsEmpty)
        {
            return Reserved(NoStartsCause.KeptForCounter);
        }

        var lacking = Groups.Where(group => StartsOf(group, _ask, Unclosed).IsEmpty).ToList();
        return lacking.Count == 0 ? new(NoStartsCause.NeverTogether) : TooShort(lacking[0]);
    }

    private ExplainedStarts TooShort(int group)
    {
        var ask = _plan.AskAt(group, _ask);
        var days = DesksOf(group).Select(desk => Unclosed(desk)).ToList();
        var needed = days.SelectMany(day => day.Segments).Where(segment => segment.Serves(ask, _minutesAhead))
            .Select(segment => segment.DurationUnits(ask)).DefaultIfEmpty(ask.LeastUnits).Min();
        var longest = days.Max(day => day.Served(ask, _minutesAhead).LongestRun());
        return new(NoStartsCause.TooShort)
        {
            NeededMinutes = (needed + ask.BeforeUnits + ask.AfterUnits) * DayBits.UnitMinutes,
            LongestMinutes = longest * DayBits.UnitMinutes,
        };
    }

    /// <summary>It goes online later where one of the ranges does; otherwise never.</summary>
    private ExplainedStarts Reserved(NoStartsCause never)
    {
        var later = Groups.SelectMany(group => Serving(group).Where(InSchoolTime))
            .Where(opening => opening.Channel == OpeningChannel.CounterUntil)
            .Select(opening => _date.AddDays(-opening.OnlineDaysBefore).ToDateTime(TimeOnly.MinValue).AddMinutes(opening.OnlineMinute))
            .Where(moment => moment > _nowLocal)
            .Order().ToList();
        return later.Count > 0 ? new(NoStartsCause.NotOnlineYet) { FromLocal = later[0] } : new(never);
    }

    private ExplainedStarts? InWindow()
    {
        var starts = Starts(_ask, Unclosed);
        if (!_bounds.Cut(_date, starts).IsEmpty)
        {
            return null;
        }

        if (_date > _bounds.LastDate && _date >= DateOnly.FromDateTime(_nowLocal))
        {
            return new(_plan.Window.Release is null ? NoStartsCause.BeyondHorizon : NoStartsCause.NotReleased)
            {
                FromLocal = _plan.Window.OpensAt(_date),
            };
        }

        var isPast = _plan.Window.Bounds(_nowLocal, atCounter: true).Cut(_date, starts).IsEmpty;
        return new(isPast ? NoStartsCause.Past : NoStartsCause.LeastNotice);
    }

    private ExplainedStarts? InClosings()
    {
        if (NothingWith(OfHoliday))
        {
            return new(NoStartsCause.PublicHoliday);
        }

        if (NothingWith(WithoutBreakdowns))
        {
            return Closed(NoStartsCause.Closed, OfHoliday, desk => _setup.Desks[desk].Closings.Except(_setup.Desks[desk].Breakdowns));
        }

        if (NothingWith(desk => Day(OpeningsOn(desk), _setup.Desks[desk].Closings)))
        {
            return Closed(NoStartsCause.OutOfOrder, WithoutBreakdowns, desk => _setup.Desks[desk].Breakdowns);
        }

        var open = _setup.On(_date);
        return NothingWith(desk => open[desk])
            ? new(NoStartsCause.TooFewAgents) { Agents = _setup.MostAgentsOn(_date) }
            : null;
    }

    private ExplainedStarts Taken()
    {
        var count = _plan.StartsOn(_date, _ask, _nowLocal).Count;
        return count > 0 ? new(NoStartsCause.None) { Count = count } : new(NoStartsCause.AllTaken);
    }

    private ExplainedStarts Closed(NoStartsCause cause, Func<int, OpenDay> before, Func<int, IEnumerable<Closing>> closings) => new(cause)
    {
        Closings =
        [
            .. Groups.SelectMany(group => DesksOf(group)
                .Where(desk => !_bounds.Cut(_date, StartsAt(desk, _plan.AskAt(group, _ask), before)).IsEmpty)
                .SelectMany(desk => closings(desk).Where(closing => !closing.On(_date).IsEmpty)
                    .Select(closing => new DeskClosing(_setup.Desks[desk].DeskId, closing)))),
        ],
    };

    private bool NothingWith(Func<int, OpenDay> open) => _bounds.Cut(_date, Starts(_ask, open)).IsEmpty;

    private DayBits Starts(in Ask ask, Func<int, OpenDay> open)
    {
        var starts = DayBits.Full;
        foreach (var group in Groups)
        {
            starts &= StartsOf(group, ask, open);
        }

        return starts;
    }

    private DayBits StartsOf(int group, in Ask ask, Func<int, OpenDay> open)
    {
        var (asked, starts) = (_plan.AskAt(group, ask), default(DayBits));
        foreach (var desk in DesksOf(group))
        {
            starts |= StartsAt(desk, asked, open);
        }

        return starts;
    }

    private DayBits StartsAt(int desk, in Ask ask, Func<int, OpenDay> open) => open(desk).Starts(DayBits.Full, ask, _minutesAhead);

    private IEnumerable<int> DesksOf(int group) => Enumerable.Range(0, _views.Length).Where(desk => _views[desk]?.Group == group);

    /// <summary>Whether a group that is asked has no range that falls on the date, serves it and is of some kind.</summary>
    private bool LacksA(Func<Opening, Ask, bool> isOfKind) =>
        Groups.Any(group => !Serving(group).Any(opening => isOfKind(opening, _plan.AskAt(group, _ask))));

    /// <summary>The ranges of a group's desks that fall on the date and serve what is asked; school and public holidays apart.</summary>
    private IEnumerable<Opening> Serving(int group) => DesksOf(group)
        .SelectMany(desk => _setup.Desks[desk].Openings)
        .Where(opening => opening.When.FallsOn(_date) && opening.Services.Contains(_plan.AskAt(group, _ask).Services));

    private bool InSchoolTime(Opening opening) => _setup.Holidays.Suits(opening.School, _date);

    private OpenDay Unclosed(int desk) => Day(Falling(desk), []);

    private OpenDay OfHoliday(int desk) => Day(OpeningsOn(desk), []);

    private OpenDay WithoutBreakdowns(int desk) =>
        Day(OpeningsOn(desk), _setup.Desks[desk].Closings.Except(_setup.Desks[desk].Breakdowns));

    private IEnumerable<Opening> Falling(int desk) =>
        _setup.Desks[desk].Openings.Where(opening => opening.When.FallsOn(_date) && InSchoolTime(opening));

    /// <summary>As on a public holiday, if it is one.</summary>
    private IEnumerable<Opening> OpeningsOn(int desk) =>
        Falling(desk).Where(opening => opening.When is Recurrence.OnDate || !_setup.Holidays.IsHoliday(_date));

    private OpenDay Day(IEnumerable<Opening> openings, IEnumerable<Closing> closings) => OpenDay.Of(
        openings.Select(opening => new OpenSegment(opening)),
        closings.Aggregate(default(DayBits), (closed, closing) => closed | closing.On(_date)));
}
