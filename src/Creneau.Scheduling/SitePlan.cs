namespace Creneau.Scheduling;

/// <summary>One planning at one site as the search sees it: place, services, booking window, desks.</summary>
public sealed class SitePlan
{
    private readonly sbyte[] _localIndexes = new sbyte[ServiceSet.Capacity];
    private readonly ServiceMinutes[] _minutes = new ServiceMinutes[ServiceSet.Capacity];

    /// <summary>A planning at a site.</summary>
    /// <param name="services">What can be booked; of two with the same kind the last one counts.</param>
    /// <param name="desks">Its desks, by rank.</param>
    /// <exception cref="ArgumentOutOfRangeException">A kind or a local index is not 0 to 63.</exception>
    public SitePlan(IEnumerable<SiteService> services, IEnumerable<DeskView> desks)
    {
        Desks = [.. desks];
        Services = [.. services];
        Array.Fill(_localIndexes, (sbyte)-1);
        foreach (var service in Services)
        {
            _ = ServiceSet.Of(service.Kind, service.LocalIndex);
            _localIndexes[service.Kind] = (sbyte)service.LocalIndex;
            _minutes[service.Kind] = service.Minutes;
        }

        ShortestMinutes = Services.Count == 0 ? DayBits.UnitMinutes : Services.Min(service => service.Minutes.First);
    }

    /// <summary>The site.</summary>
    public required int SiteId { get; init; }

    /// <summary>The planning.</summary>
    public required int PlanningId { get; init; }

    /// <summary>The town hall that both belong to.</summary>
    public required int TownHallId { get; init; }

    /// <summary>Where the site lies.</summary>
    public required GeoPoint Place { get; init; }

    /// <summary>Whether a wheelchair gets in.</summary>
    public bool Wheelchair { get; init; }

    /// <summary>How short before and how far ahead it can be booked.</summary>
    public required BookingWindow Window { get; init; }

    /// <summary>Which of the <see cref="SlotQuery.NowLocal"/> is the town hall's wall clock.</summary>
    public int ZoneIndex { get; init; }

    /// <summary>What can be booked.</summary>
    public IReadOnlyList<SiteService> Services { get; }

    /// <summary>The desks, by rank.</summary>
    public DeskView[] Desks { get; }

    /// <summary>Minutes of the shortest service: a gap below that is of no use to anybody.</summary>
    internal int ShortestMinutes { get; }

    /// <summary>Turns persons into what is asked of this planning.</summary>
    /// <param name="kindsOfPeople">The platform-wide service kind of each person, 1 to 6 entries.</param>
    /// <param name="atCounter">True for an agent.</param>
    /// <param name="ask">Services and minutes; <c>default</c> when the answer is false.</param>
    /// <returns>False when this planning lacks one of the kinds, or there are no or too many persons.</returns>
    public bool TryAsk(ReadOnlySpan<int> kindsOfPeople, bool atCounter, out Ask ask)
    {
        ask = default;
        if (kindsOfPeople.Length is < 1 or > PartyDuration.MostPeople)
        {
            return false;
        }

        Span<ServiceMinutes> people = stackalloc ServiceMinutes[kindsOfPeople.Length];
        var services = default(ServiceSet);
        for (var i = 0; i < people.Length; i++)
        {
            var kind = kindsOfPeople[i];
            if ((uint)kind >= ServiceSet.Capacity || _localIndexes[kind] < 0)
            {
                return false;
            }

            services |= new ServiceSet(1UL << _localIndexes[kind]);
            people[i] = _minutes[kind];
        }

        ask = new(services, PartyDuration.Minutes(people), atCounter);
        return true;
    }

    /// <summary>The starts offered on a date: those of all desks together, inside the booking window.</summary>
    /// <param name="date">The date, wall clock of the town hall.</param>
    /// <param name="ask">What is asked, from <see cref="TryAsk"/>.</param>
    /// <param name="nowLocal">Wall clock of the town hall now.</param>
    /// <param name="ignoreWindow">True: neither least notice nor horizon counts. What is past is never offered.</param>
    /// <returns>The units at which a start is offered by one desk at least.</returns>
    public DayBits StartsOn(DateOnly date, in Ask ask, DateTime nowLocal, bool ignoreWindow = false) =>
        StartsWithin(date, ask, Bounds(nowLocal, ask.AtCounter, ignoreWindow), DateOnly.FromDateTime(nowLocal));

    /// <summary>The first date + minute and the last date that can be booked, see <see cref="StartsOn"/>.</summary>
    public WindowBounds Bounds(DateTime nowLocal, bool atCounter, bool ignoreWindow = false) => ignoreWindow
        ? Window.Bounds(nowLocal, atCounter: true) with { LastDate = DateOnly.MaxValue }
        : Window.Bounds(nowLocal, atCounter);

    /// <summary>The duration of an appointment at a start, as the desks that are free there would have it; the shortest where they differ.</summary>
    /// <param name="start">Wall clock of the town hall.</param>
    /// <param name="ask">What is asked.</param>
    /// <param name="nowLocal">Wall clock of the town hall now.</param>
    /// <returns>Minutes; 0 when no desk offers that start. The booking window is not looked at.</returns>
    public int DurationAt(SlotStart start, in Ask ask, DateTime nowLocal)
    {
        var shortest = 0;
        foreach (var desk in Desks)
        {
            var minutes = DurationAt(desk.Calendar, start, ask, DateOnly.FromDateTime(nowLocal));
            shortest = minutes == 0 || (shortest > 0 && shortest < minutes) ? shortest : minutes;
        }

        return shortest;
    }

    internal static int DurationAt(DeskCalendar calendar, SlotStart start, in Ask ask, DateOnly today)
    {
        var daysAhead = start.Date.DayNumber - today.DayNumber;
        var open = calendar.OpenOn(start.Date);
        return open.Offers(start.Minute, ~calendar.OccupiedOn(start.Date), ask, daysAhead)
            ? open.DurationFor(start.Minute, ask, daysAhead)
            : 0;
    }

    internal DayBits StartsWithin(DateOnly date, in Ask ask, in WindowBounds bounds, DateOnly today)
    {
        if (date < bounds.FirstDate || date > bounds.LastDate)
        {
            return default;
        }

        var starts = default(DayBits);
        var daysAhead = date.DayNumber - today.DayNumber;
        foreach (var desk in Desks)
        {
            starts |= desk.Calendar.StartsOn(date, ask, daysAhead);
        }

        return bounds.Cut(date, starts);
    }
}

/// <summary>A service that can be booked in a planning.</summary>
/// <param name="Kind">Platform-wide kind, 0 to 63: the same number means the same service in every town hall.</param>
/// <param name="LocalIndex">Index inside the planning, 0 to 63, as openings name it.</param>
/// <param name="Minutes">How long it takes there.</param>
public readonly record struct SiteService(int Kind, int LocalIndex, ServiceMinutes Minutes);
