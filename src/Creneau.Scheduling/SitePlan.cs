using System.Numerics;

namespace Creneau.Scheduling;

/// <summary>One planning at one site as the search sees it: place, services, booking window, desks.</summary>
public sealed class SitePlan
{
    private readonly ServiceTable _table;

    /// <summary>A planning at a site.</summary>
    /// <param name="services">What can be booked; of two with the same kind or the same local index the last one counts.</param>
    /// <param name="desks">Its desks, by rank; each once, in one group.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A kind is not -1 to 63, a local index is not 0 to 63, or a service has no group.
    /// </exception>
    /// <exception cref="ArgumentException">A desk stands there twice: an appointment would take it twice at once.</exception>
    public SitePlan(IEnumerable<SiteService> services, IEnumerable<DeskView> desks)
    {
        Desks = [.. desks];
        Services = [.. services];
        _table = new(Services);
        DeskGroups = (byte)Desks.Aggregate(0, (groups, desk) => groups | 1 << desk.Group);
        if (Desks.DistinctBy(desk => desk.DeskId).Count() < Desks.Length)
        {
            throw new ArgumentException("A desk stands once in a planning.", nameof(desks));
        }
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

    /// <summary>False: only agents book here, such as before a planning is published.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>Which of the <see cref="SlotQuery.NowLocal"/> is the town hall's wall clock.</summary>
    public int ZoneIndex { get; init; }

    /// <summary>What can be booked.</summary>
    public IReadOnlyList<SiteService> Services { get; }

    /// <summary>The desks, by rank.</summary>
    public DeskView[] Desks { get; }

    /// <summary>The groups that have a desk here, as bits.</summary>
    internal byte DeskGroups { get; }

    /// <summary>
    /// When people are received without an appointment on a date, and for what; earliest first, equal ones of desks once.
    /// </summary>
    /// <param name="date">A date; outside those that memory holds there is nothing.</param>
    public IReadOnlyList<(MinuteRange Time, ServiceSet Services)> WalkInOn(DateOnly date) =>
    [
        .. Desks.Select(desk => desk.Calendar.OpenOn(date))
            .SelectMany(day => day.Segments.Where(segment => !segment.IsBookable)
                .SelectMany(segment => (segment.Bits & day.WalkIn).Ranges().Select(range => (Time: range, segment.Services))))
            .Distinct()
            .OrderBy(one => one.Time.Start).ThenBy(one => one.Time.End).ThenBy(one => one.Services.Bits),
    ];

    /// <summary>Turns persons into what is asked of this planning, by what their services are called everywhere.</summary>
    /// <param name="kindsOfPeople">The platform-wide service kind of each person, 1 to 6 entries.</param>
    /// <param name="atCounter">True for an agent.</param>
    /// <param name="ask">Services, minutes and desk groups; <c>default</c> when the answer is false.</param>
    /// <returns>
    /// False when this planning lacks one of the kinds, or does not offer it to whoever asks, or there are no or too many persons.
    /// </returns>
    public bool TryAsk(ReadOnlySpan<int> kindsOfPeople, bool atCounter, out Ask ask)
    {
        ask = default;
        Span<int> services = stackalloc int[PartyDuration.MostPeople];
        return kindsOfPeople.Length <= services.Length
            && TryServicesOf(kindsOfPeople, services)
            && TryAskServices(services[..kindsOfPeople.Length], atCounter, out ask);
    }

    /// <summary>Turns persons into what is asked of this planning, by its own services, with or without a kind.</summary>
    /// <param name="localIndexes">The local index of each person's service, 1 to 6 entries.</param>
    /// <param name="atCounter">True for an agent.</param>
    /// <param name="ask">Services, minutes and the groups of all services together; <c>default</c> when the answer is false.</param>
    /// <returns>
    /// False when this planning has no service with one of the indexes, or does not offer it to whoever asks, or there are no or too
    /// many persons.
    /// </returns>
    public bool TryAskServices(ReadOnlySpan<int> localIndexes, bool atCounter, out Ask ask)
    {
        ask = default;
        return (IsPublic || atCounter) && _table.TryAsk(localIndexes, atCounter, out ask);
    }

    /// <summary>The services of this planning that are known everywhere by these kinds.</summary>
    /// <param name="kinds">Platform-wide kinds; one that is not 0 to 63 is lacking. Empty: there is nothing to lack.</param>
    /// <param name="localIndexes">Receives the local index of each kind, at the same place; what else it has room for stays.</param>
    /// <returns>False when this planning lacks one; the indexes then mean nothing.</returns>
    /// <exception cref="ArgumentException">There is less room than kinds.</exception>
    public bool TryServicesOf(ReadOnlySpan<int> kinds, Span<int> localIndexes) =>
        localIndexes.Length < kinds.Length
            ? throw new ArgumentException("Room for the index of each kind is needed.", nameof(localIndexes))
            : _table.TryIndexesOf(kinds, localIndexes);

    /// <summary>The starts offered on a date, inside the booking window: those at which each asked group has a desk for it.</summary>
    /// <param name="date">The date, wall clock of the town hall.</param>
    /// <param name="ask">What is asked, from <see cref="TryAsk"/> or <see cref="TryAskServices"/>.</param>
    /// <param name="nowLocal">Wall clock of the town hall now.</param>
    /// <param name="ignoreWindow">True: neither least notice nor horizon counts. What is past is never offered.</param>
    /// <returns>The units at which a start is offered by at least one desk of each group; empty when there is none.</returns>
    public DayBits StartsOn(DateOnly date, in Ask ask, DateTime nowLocal, bool ignoreWindow = false) =>
        StartsWithin(date, ask, Bounds(nowLocal, ask.AtCounter, ignoreWindow), nowLocal);

    /// <summary>The first date + minute and the last date that can be booked, see <see cref="StartsOn"/>.</summary>
    public WindowBounds Bounds(DateTime nowLocal, bool atCounter, bool ignoreWindow = false) => ignoreWindow
        ? Window.Bounds(nowLocal, atCounter: true) with { LastDate = DateOnly.MaxValue }
        : Window.Bounds(nowLocal, atCounter);

    /// <summary>
    /// The duration of an appointment at a start, as the free desks of the first asked group would have it (the desk that
    /// is shown and counted); the shortest where they differ. Desks of further groups may be taken for longer or shorter.
    /// </summary>
    /// <param name="start">Wall clock of the town hall.</param>
    /// <param name="ask">What is asked.</param>
    /// <param name="nowLocal">Wall clock of the town hall now.</param>
    /// <returns>
    /// Minutes, a multiple of 5; 0 when an asked group has no desk that offers that start. The booking window is not looked
    /// at.
    /// </returns>
    public int DurationAt(SlotStart start, in Ask ask, DateTime nowLocal)
    {
        var first = 0;
        for (var groups = ask.AskedGroups; groups != 0; groups &= groups - 1)
        {
            var minutes = ShortestAt(BitOperations.TrailingZeroCount(groups), start, ask, nowLocal);
            if (minutes == 0)
            {
                return 0;
            }

            first = first == 0 ? minutes : first;
        }

        return first;
    }

    internal static int DurationAt(DeskCalendar calendar, SlotStart start, in Ask ask, DateTime nowLocal)
    {
        var minutesAhead = WallClock.MinutesUntil(start.Date, nowLocal);
        var open = calendar.OpenOn(start.Date);
        return open.Offers(start.Minute, ~calendar.OccupiedOn(start.Date), ask, minutesAhead)
            ? open.DurationFor(start.Minute, ask, minutesAhead)
            : 0;
    }

    /// <summary>What is asked of a desk of one group: a service that does without the group need not be served there.</summary>
    public Ask AskAt(int group, in Ask ask) => _table.At(group, ask);

    /// <summary>Minutes of the shortest service that takes a desk of a group: a gap below that is of no use to anybody.</summary>
    internal int ShortestMinutes(int group) =>
        Services.Where(service => service.Needs(group)).Select(service => service.Minutes.First).DefaultIfEmpty(DayBits.UnitMinutes).Min();

    internal DayBits StartsWithin(DateOnly date, in Ask ask, in WindowBounds bounds, DateTime nowLocal) =>
        date < bounds.FirstDate || date > bounds.LastDate
            ? default
            : bounds.Cut(date, StartsOfGroups(date, ask, WallClock.MinutesUntil(date, nowLocal)));

    /// <summary>The starts of a date at which each asked group has a desk for it; the booking window is not looked at.</summary>
    internal DayBits StartsOfGroups(DateOnly date, in Ask ask, int minutesAhead)
    {
        var starts = DayBits.Full;
        for (var groups = ask.AskedGroups; groups != 0 && !starts.IsEmpty; groups &= groups - 1)
        {
            starts &= StartsOfGroup(BitOperations.TrailingZeroCount(groups), date, ask, minutesAhead);
        }

        return starts;
    }

    private DayBits StartsOfGroup(int group, DateOnly date, in Ask ask, int minutesAhead)
    {
        var asked = AskAt(group, ask);
        var starts = default(DayBits);
        foreach (var desk in Desks)
        {
            if (desk.Group == group)
            {
                starts |= desk.Calendar.StartsOn(date, asked, minutesAhead);
            }
        }

        return starts;
    }

    private int ShortestAt(int group, SlotStart start, in Ask ask, DateTime nowLocal)
    {
        var asked = AskAt(group, ask);
        var shortest = 0;
        foreach (var desk in Desks)
        {
            var minutes = desk.Group == group ? DurationAt(desk.Calendar, start, asked, nowLocal) : 0;
            shortest = minutes == 0 || (shortest > 0 && shortest < minutes) ? shortest : minutes;
        }

        return shortest;
    }
}
