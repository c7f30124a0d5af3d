namespace Creneau.Scheduling;

/// <summary>One planning at one site, as it is and as it would be.</summary>
/// <param name="PlanningId">The planning.</param>
/// <param name="SiteId">The site.</param>
/// <param name="Services">What can be booked there.</param>
/// <param name="Before">The hours that are in force.</param>
/// <param name="After">The hours that are compared with them: of the same desks.</param>
public sealed record ComparedSite(
    int PlanningId, int SiteId, IReadOnlyList<SiteService> Services, SiteSetup Before, SiteSetup After)
{
    /// <summary>The group of each desk, by its id; a desk that is missing is of group 0.</summary>
    public IReadOnlyDictionary<int, int> Groups { get; init; } = new Dictionary<int, int>();
}

/// <summary>An appointment, or a hold, that the hours may leave outside.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PlanningId">Its planning.</param>
/// <param name="SiteId">Where it is.</param>
/// <param name="Date">Its date.</param>
/// <param name="Time">What people are told, wall clock.</param>
/// <param name="Desks">The desks that it takes, with the services that need each.</param>
public sealed record PlacedAppointment(
    Guid Id, int PlanningId, int SiteId, DateOnly Date, MinuteRange Time, IReadOnlyList<(int DeskId, ServiceSet Services)> Desks);

/// <summary>How many starts one service has in one week, on whatever channel and whether taken or not.</summary>
/// <param name="PlanningId">The planning.</param>
/// <param name="SiteId">The site.</param>
/// <param name="Service">Local index of the service.</param>
/// <param name="Monday">The week.</param>
/// <param name="Before">Starts for one person with the hours that are in force.</param>
/// <param name="After">Starts for one person with the others.</param>
public readonly record struct WeekOfStarts(int PlanningId, int SiteId, int Service, DateOnly Monday, int Before, int After);

/// <summary>What other hours would change.</summary>
/// <param name="Weeks">Every week of every service, changed or not, by week.</param>
/// <param name="NewlyOutside">Inside now, outside then.</param>
/// <param name="AlreadyOutside">Outside now and then.</param>
/// <param name="BroughtBack">Outside now, inside then.</param>
public sealed record HoursEffect(
    IReadOnlyList<WeekOfStarts> Weeks,
    IReadOnlyList<Guid> NewlyOutside,
    IReadOnlyList<Guid> AlreadyOutside,
    IReadOnlyList<Guid> BroughtBack)
{
    /// <summary>Those newly outside whom enough agents alone would leave inside.</summary>
    public IReadOnlySet<Guid> ForLackOfAgents { get; init; } = new HashSet<Guid>();
}

/// <summary>
/// Compares hours with others before they are published: rule 6 of the domain. An appointment is inside while open time that
/// serves it covers it, whatever the step (a new step leaves nobody outside).
/// </summary>
public static class HoursComparison
{
    // So that what waits for a release counts as released
    private const int LongAfter = int.MinValue / 2;

    /// <summary>Compares.</summary>
    /// <param name="sites">The plannings at sites that may differ; an appointment elsewhere is not looked at.</param>
    /// <param name="appointments">Any; past ones as well.</param>
    /// <param name="from">First date of which starts are counted.</param>
    /// <param name="days">How many days are counted, 0 or more.</param>
    public static HoursEffect Of(
        IReadOnlyList<ComparedSite> sites, IReadOnlyList<PlacedAppointment> appointments, DateOnly from, int days)
    {
        var weeks = new SortedDictionary<(DateOnly Monday, int Planning, int Site, int Service), (int Before, int After)>();
        var placed = appointments.ToLookup(appointment => (appointment.PlanningId, appointment.SiteId));
        var (newly, already, back) = (new List<Guid>(), new List<Guid>(), new List<Guid>());
        var lacking = new HashSet<Guid>();
        foreach (var site in sites)
        {
            var open = new OpenDays(site);
            for (var day = 0; day < days; day++)
            {
                AddStarts(weeks, site, open.On(from.AddDays(day)), from.AddDays(day));
            }

            foreach (var appointment in placed[(site.PlanningId, site.SiteId)])
            {
                var (before, after) = open.On(appointment.Date);
                var list = (Covers(site.Before, before, appointment), Covers(site.After, after, appointment)) switch
                {
                    (true, false) => newly,
                    (false, false) => already,
                    (false, true) => back,
                    (true, true) => null,
                };
                list?.Add(appointment.Id);
                if (list == newly && site.After.Presences is not null && CoversIfStaffed(site.After, appointment))
                {
                    lacking.Add(appointment.Id);
                }
            }
        }

        return new(
            [.. weeks.Select(week => new WeekOfStarts(
                week.Key.Planning, week.Key.Site, week.Key.Service, week.Key.Monday, week.Value.Before, week.Value.After))],
            newly,
            already,
            back)
        {
            ForLackOfAgents = lacking,
        };
    }

    /// <summary>The starts that one person has for a service on a day, at all desks that are counted for it.</summary>
    /// <param name="site">The planning at the site.</param>
    /// <param name="service">One of its services.</param>
    /// <param name="days">One day per desk, in the order of the setup's desks.</param>
    public static int StartsOn(ComparedSite site, SiteService service, IReadOnlyList<OpenDay> days)
    {
        var ask = new Ask(ServiceSet.Of(service.LocalIndex), service.Minutes.First, AtCounter: true)
        {
            BeforeMinutes = service.BeforeMinutes,
            AfterMinutes = service.AfterMinutes,
        };
        var group = System.Numerics.BitOperations.TrailingZeroCount(service.Groups);
        var starts = 0;
        for (var desk = 0; desk < days.Count; desk++)
        {
            if (site.Groups.GetValueOrDefault(site.Before.Desks[desk].DeskId) == group)
            {
                starts += days[desk].Starts(DayBits.Full, ask, LongAfter).Count;
            }
        }

        return starts;
    }

    private static void AddStarts(
        SortedDictionary<(DateOnly Monday, int Planning, int Site, int Service), (int Before, int After)> weeks,
        ComparedSite site,
        (OpenDay[] Before, OpenDay[] After) open,
        DateOnly date)
    {
        foreach (var service in site.Services)
        {
            var key = (IsoWeek.Monday(date), site.PlanningId, site.SiteId, service.LocalIndex);
            var (before, after) = weeks.GetValueOrDefault(key);
            weeks[key] = (before + StartsOn(site, service, open.Before), after + StartsOn(site, service, open.After));
        }
    }

    private static bool CoversIfStaffed(SiteSetup setup, PlacedAppointment appointment) =>
        Covers(setup, setup.Staffed().On(appointment.Date), appointment);

    private static bool Covers(SiteSetup setup, OpenDay[] days, PlacedAppointment appointment) =>
        appointment.Desks.All(taken =>
        {
            for (var desk = 0; desk < days.Length; desk++)
            {
                if (setup.Desks[desk].DeskId == taken.DeskId)
                {
                    return days[desk].Covers(appointment.Time, taken.Services);
                }
            }

            return false;
        });

    /// <summary>What is open on a date, computed once.</summary>
    private sealed class OpenDays(ComparedSite site)
    {
        private readonly Dictionary<DateOnly, (OpenDay[] Before, OpenDay[] After)> _known = [];

        internal (OpenDay[] Before, OpenDay[] After) On(DateOnly date)
        {
            if (!_known.TryGetValue(date, out var open))
            {
                _known[date] = open = (site.Before.On(date), site.After.On(date));
            }

            return open;
        }
    }
}
