namespace Creneau.Scheduling.Tests;

/// <summary>A desk of the slow search: day i has the i-th pattern of openings and the i-th list of what is taken, round and round.</summary>
internal sealed record NaiveDesk(List<NaiveOpening>[] Patterns, List<(int From, int Until)>[] Taken)
{
    internal const int Days = 14;

    internal List<NaiveOpening> OpeningsOn(int day) => day is >= 0 and < Days ? Patterns[day % Patterns.Length] : [];

    internal bool[] FreeOn(int day) => [.. NaiveModel.MinutesOf(Taken[day % Taken.Length]).Select(taken => !taken)];

    internal DeskCalendar Calendar(DateOnly firstDay)
    {
        var days = Enumerable.Range(0, Days).ToArray();
        var calendar = DeskCalendar.Create(
            firstDay,
            [.. days.Select(day => OpenDay.Of(OpeningsOn(day).Select(opening => opening.ToSegment())))],
            [.. days.Select(day => day % 2 == 0 ? TakenOn(day) : DayBits.Full)]);

        // Every other day gets what is taken by a change, as a booking would make it
        return days.Where(day => day % 2 == 1).Aggregate(calendar, (changed, day) => changed.WithOccupied(firstDay.AddDays(day), TakenOn(day)));
    }

    private DayBits TakenOn(int day) => AnyOf.Bits(Taken[day % Taken.Length]);
}

/// <summary>A site of the slow search, from which the engine's site is made as well.</summary>
internal sealed record NaivePlan(
    GeoPoint Place, bool Wheelchair, int TownHallId, BookingWindow Window, int Zone, bool HasCollection, List<NaiveDesk> Desks)
{
    internal const int Passport = 3;
    internal const int Both = 7;
    internal const int Collection = 9;

    internal static readonly DateOnly FirstDay = new(2027, 2, 1);

    internal Dictionary<int, SiteService> Services { get; } =
        new SiteService[] { new(Passport, 0, new(15, 15)), new(Both, 1, new(25, 20)), new(Collection, 2, new(10, 5)) }
            .Where(service => HasCollection || service.Kind != Collection).ToDictionary(service => service.Kind);

    internal SitePlan ToSitePlan(int id) => new(Services.Values, Desks.Select((desk, i) => new DeskView(i) { Calendar = desk.Calendar(FirstDay) }))
    {
        SiteId = id,
        PlanningId = 1,
        TownHallId = TownHallId,
        Place = Place,
        Wheelchair = Wheelchair,
        Window = Window,
        ZoneIndex = Zone,
    };

    /// <summary>Kilometres by the straight line through the earth: another formula than the engine's.</summary>
    internal static double Km(GeoPoint from, GeoPoint to)
    {
        var (a, b) = (Vector(from), Vector(to));
        var chord = Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2) + Math.Pow(a.Z - b.Z, 2));
        return 2 * 6371.0088 * Math.Asin(Math.Min(1, chord / 2));
    }

    /// <summary>Every start of every day that is offered for these persons now, without any filter.</summary>
    internal IEnumerable<SlotStart> Starts(int[] kinds, bool atCounter, DateTime now)
    {
        var asked = kinds.Aggregate(0UL, (bits, kind) => bits | (1UL << Services[kind].LocalIndex));
        var minutes = Minutes(kinds);
        var today = DateOnly.FromDateTime(now);
        for (var day = 0; day < NaiveDesk.Days; day++)
        {
            var date = FirstDay.AddDays(day);
            var starts = Desks.SelectMany(desk => NaiveModel.Starts(
                desk.OpeningsOn(day), desk.FreeOn(day), asked, minutes, atCounter, date.DayNumber - today.DayNumber).Keys);
            foreach (var start in starts.Distinct().Order().Where(start => IsInWindow(date, start, atCounter, now)))
            {
                yield return new(date, start);
            }
        }
    }

    private bool IsInWindow(DateOnly date, int minute, bool atCounter, DateTime now)
    {
        var start = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        return start >= now && (atCounter || start >= now.AddMinutes(Window.LeastNoticeMinutes)) && date <= LastDate(now);
    }

    private DateOnly LastDate(DateTime now)
    {
        if (Window.Release is not { } release)
        {
            return DateOnly.FromDateTime(now.AddDays(Window.HorizonDays));
        }

        var moment = now.Date.AddMinutes(release.Minute);
        while (moment > now || moment.DayOfWeek != release.Day)
        {
            moment = moment.AddDays(-1);
        }

        var last = DateOnly.FromDateTime(moment).AddDays(Window.HorizonDays);
        while (last.DayOfWeek != DayOfWeek.Sunday)
        {
            last = last.AddDays(1);
        }

        return last;
    }

    private int Minutes(int[] kinds)
    {
        var longest = kinds.MaxBy(kind => Services[kind].Minutes.First);
        return Services[longest].Minutes.First - Services[longest].Minutes.Further + kinds.Sum(kind => Services[kind].Minutes.Further);
    }

    private static (double X, double Y, double Z) Vector(GeoPoint place)
    {
        var (north, east) = (place.Latitude * Math.PI / 180, place.Longitude * Math.PI / 180);
        return (Math.Cos(north) * Math.Cos(east), Math.Cos(north) * Math.Sin(east), Math.Sin(north));
    }
}
