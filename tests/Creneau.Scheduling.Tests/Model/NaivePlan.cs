namespace Creneau.Scheduling.Tests.Model;

/// <summary>A site of the slow search, from which the engine's site is made as well.</summary>
internal sealed record NaivePlan(
    GeoPoint Place, bool Wheelchair, int TownHallId, BookingWindow Window, int Zone, bool HasCollection, List<NaiveDesk> Desks)
{
    internal const int Passport = 3;
    internal const int Both = 7;
    internal const int Collection = 9;

    internal static readonly DateOnly FirstDay = new(2027, 2, 1);

    internal int SiteId { get; init; } = 1;

    internal int PlanningId { get; init; } = 1;

    /// <summary>The desk groups of passport, both, collection and the service without a kind.</summary>
    internal byte[] Groups { get; init; } = [1, 1, 1, 1];

    /// <summary>Hidden minutes after a passport and before both.</summary>
    internal int Hidden { get; init; }

    /// <summary>By how much the local indexes are turned round.</summary>
    internal int Turn { get; init; }

    internal List<SiteService> Services =>
    [
        .. new SiteService[]
        {
            new(Passport, Turn % 4, new(15, 15), Groups[0]) { AfterMinutes = Hidden },
            new(Both, (Turn + 1) % 4, new(25, 20), Groups[1]) { BeforeMinutes = Hidden },
            new(Collection, (Turn + 2) % 4, new(10, 5), Groups[2]),
            new(SiteService.NoKind, (Turn + 3) % 4, new(35, 20), Groups[3]),
        }.Where(service => HasCollection || service.Kind != Collection),
    ];

    internal SitePlan ToSitePlan() => new(
        Services, Desks.Select((desk, i) => new DeskView(desk.Id ?? i, desk.Group) { Calendar = desk.Calendar(FirstDay) }))
    {
        SiteId = SiteId,
        PlanningId = PlanningId,
        TownHallId = TownHallId,
        Place = Place,
        Wheelchair = Wheelchair,
        Window = Window,
        ZoneIndex = Zone,
    };

    /// <summary>The service of each person; null when one is not to be had here.</summary>
    internal List<SiteService>? ByKind(int[] kinds) => OrNull([.. kinds.SelectMany(kind => Services.Where(s => s.Kind == kind))], kinds);

    /// <summary>The service of each person; null when one is not to be had here.</summary>
    internal List<SiteService>? ByIndex(int[] indexes) =>
        OrNull([.. indexes.SelectMany(index => Services.Where(s => s.LocalIndex == index))], indexes);

    /// <summary>Kilometres by the straight line through the earth: another formula than the engine's.</summary>
    internal static double Km(GeoPoint from, GeoPoint to)
    {
        var (a, b) = (Vector(from), Vector(to));
        var chord = Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2) + Math.Pow(a.Z - b.Z, 2));
        return 2 * 6371.0088 * Math.Asin(Math.Min(1, chord / 2));
    }

    /// <summary>Every start of every day that is offered for these persons now, without any filter.</summary>
    internal IEnumerable<SlotStart> Starts(List<SiteService> people, bool atCounter, DateTime now)
    {
        for (var day = 0; day < NaiveDesk.Days; day++)
        {
            var date = FirstDay.AddDays(day);
            var starts = StartsByGroup(people, day, atCounter, now).Select(desks => desks.SelectMany(desk => desk.Starts.Keys));
            var ofAll = starts.Aggregate((some, others) => some.Intersect(others)).Distinct().Order();
            foreach (var start in ofAll.Where(start => IsInWindow(date, start, atCounter, now)))
            {
                yield return new(date, start);
            }
        }
    }

    /// <summary>
    /// For each group that is needed, by rising ordinal, its desks with their starts and durations; the window is not
    /// looked at.
    /// </summary>
    internal List<List<(int DeskId, SortedDictionary<int, int> Starts)>> StartsByGroup(
        List<SiteService> people, int day, bool atCounter, DateTime now)
    {
        var minutesAhead = (int)Math.Ceiling((FirstDay.AddDays(day).ToDateTime(TimeOnly.MinValue) - now).TotalMinutes);
        SortedDictionary<int, int> StartsAt(NaiveDesk desk, List<SiteService> asked) => NaiveModel.Starts(
            desk.OpeningsOn(day), desk.FreeOn(day), desk.FreeOn(day), new NaiveAsk(
                asked.Aggregate(0UL, (bits, service) => bits | (1UL << service.LocalIndex)), Minutes(people), atCounter, minutesAhead)
            {
                Hidden = (asked.Max(service => service.BeforeMinutes), asked.Max(service => service.AfterMinutes)),
            });

        return
        [
            .. from needed in Enumerable.Range(0, 8)
               let asked = people.Where(service => (service.Groups & (1 << needed)) != 0).ToList()
               where asked.Count > 0
               select Enumerable.Range(0, Desks.Count).Where(i => Desks[i].Group == needed)
                   .Select(i => (Desks[i].Id ?? i, StartsAt(Desks[i], asked))).ToList(),
        ];
    }

    internal bool IsInWindow(DateOnly date, int minute, bool atCounter, DateTime now)
    {
        var start = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        return start >= now && (atCounter || start >= now.AddMinutes(Window.LeastNoticeMinutes)) && date <= LastDate(now);
    }

    private DateOnly LastDate(DateTime now)
    {
        if (Window.Release is MonthlyRelease monthly)
        {
            return LastDate(now, monthly);
        }

        if (Window.Release is not WeeklyRelease release)
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

    private static DateOnly LastDate(DateTime now, MonthlyRelease release)
    {
        // The end of the month in which the last release before now opened the next one
        var moment = now.Date.AddMinutes(release.Minute);
        while (moment > now || !IsReleaseDay(moment, release.Day))
        {
            moment = moment.AddDays(-1);
        }

        var last = DateOnly.FromDateTime(moment);
        for (var months = 0; months < 2; last = last.AddDays(1))
        {
            months += last.AddDays(1).Day == 1 ? 1 : 0;
        }

        return last.AddDays(-1);
    }

    private static bool IsReleaseDay(DateTime moment, int day) =>
        moment.Day == day || (moment.Day < day && moment.AddDays(1).Day == 1);

    private static List<SiteService>? OrNull(List<SiteService> found, int[] wanted) => found.Count < wanted.Length ? null : found;

    private static int Minutes(List<SiteService> people)
    {
        var longest = people.MaxBy(service => service.Minutes.First).Minutes;
        return longest.First - longest.Further + people.Sum(service => service.Minutes.Further);
    }

    private static (double X, double Y, double Z) Vector(GeoPoint place)
    {
        var (north, east) = (place.Latitude * Math.PI / 180, place.Longitude * Math.PI / 180);
        return (Math.Cos(north) * Math.Cos(east), Math.Cos(north) * Math.Sin(east), Math.Sin(north));
    }
}
