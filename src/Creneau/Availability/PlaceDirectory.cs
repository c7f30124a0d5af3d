using System.Globalization;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Availability;

/// <summary>A desk as one planning uses it.</summary>
public sealed record PlanningDesk(Desk Desk, int Rank, int Group);

/// <summary>Everything that the directory is made of, as read from the database.</summary>
public sealed record DirectoryRows(
    long Version,
    IReadOnlyList<TownHall> TownHalls,
    IReadOnlyList<Site> Sites,
    IReadOnlyList<Planning> Plannings,
    IReadOnlyList<Desk> Desks,
    IReadOnlyList<ServiceKind> Kinds,
    IReadOnlyList<SchoolHoliday> SchoolHolidays)
{
    public IReadOnlyList<Retirement> Retirements { get; init; } = [];

    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>Who offers what where, as loaded: town halls, sites, plannings and their desks; read only.</summary>
public sealed class PlaceDirectory
{
    private readonly Dictionary<string, TimeZoneInfo> _zones;
    private readonly Dictionary<(int Planning, int Site), PlanningDesk[]> _desksAt;
    private readonly string[] _zoneNames;
    private readonly Dictionary<string, SchoolHolidays> _schoolHolidays;
    private readonly ILookup<int, Notice> _notices;
    private readonly HashSet<string> _namesakes;

    public PlaceDirectory(DirectoryRows rows)
    {
        Version = rows.Version;
        Kinds = new ServiceKinds(rows.Kinds);
        _schoolHolidays = rows.SchoolHolidays.GroupBy(holiday => holiday.Zone)
            .ToDictionary(zone => zone.Key, zone => new SchoolHolidays(zone.Select(holiday => (holiday.FromDate, holiday.UntilDate))));
        TownHalls = rows.TownHalls.ToDictionary(townHall => townHall.Id);
        Sites = rows.Sites.ToDictionary(site => site.Id);
        Plannings = rows.Plannings.ToDictionary(planning => planning.Id);
        Desks = rows.Desks.ToDictionary(desk => desk.Id);
        Services = Plannings.Values.SelectMany(planning => planning.Services).ToDictionary(service => service.Id);
        LongestHorizonDays = Plannings.Values.Select(planning => planning.Window.MostDays).DefaultIfEmpty(0).Max() + 1;
        _desksAt = rows.Desks
            .SelectMany(
                desk => desk.Plannings,
                (desk, use) => (Key: (use.PlanningId, desk.SiteId), Desk: new PlanningDesk(desk, use.Rank, use.Group)))
            .GroupBy(one => one.Key, one => one.Desk)
            .ToDictionary(group => group.Key, group => group.OrderBy(desk => desk.Rank).ThenBy(desk => desk.Desk.Id).ToArray());
        Retirements = new Retirements(rows.Retirements);
        _namesakes = [.. rows.Sites.CountBy(site => site.Name).Where(name => name.Value > 1).Select(name => name.Key)];
        _notices = rows.Notices.ToLookup(notice => notice.TownHallId);
        _zoneNames = [.. TownHalls.Values.Select(townHall => townHall.TimeZone).Distinct().Order(StringComparer.Ordinal)];
        _zones = _zoneNames.ToDictionary(name => name, TimeZoneInfo.FindSystemTimeZoneById);
    }

    /// <summary>See <see cref="DirectoryVersion"/>.</summary>
    public long Version { get; }

    public ServiceKinds Kinds { get; }

    public IReadOnlyDictionary<int, TownHall> TownHalls { get; }

    public IReadOnlyDictionary<int, Site> Sites { get; }

    public IReadOnlyDictionary<int, Planning> Plannings { get; }

    public IReadOnlyDictionary<int, Desk> Desks { get; }

    public IReadOnlyDictionary<int, Service> Services { get; }

    /// <summary>What takes nobody new from a date on.</summary>
    public Retirements Retirements { get; }

    /// <summary>Furthest day that any planning can ever show, counted from today; a release may add to the horizon.</summary>
    public int LongestHorizonDays { get; }

    /// <summary>The school holidays that a town hall keeps; none where it names no zone, or one without dates.</summary>
    public SchoolHolidays SchoolHolidaysOf(TownHall townHall) =>
        townHall.SchoolZone is { } zone && _schoolHolidays.TryGetValue(zone, out var holidays) ? holidays : SchoolHolidays.None;

    /// <summary>The days on which a town hall is closed, and the school holidays that it keeps.</summary>
    public HolidayCalendar HolidaysOf(TownHall townHall) =>
        new(Enum.Parse<HolidayRegion>(townHall.HolidayRegion), townHall.GoodFriday) { School = SchoolHolidaysOf(townHall) };

    /// <summary>The public finds nothing there, and its agents do not work there, until it is restored.</summary>
    public bool IsSuspended(int townHallId) => Retirements.FromDateOf(RetiredKind.TownHall, townHallId) is not null;

    /// <summary>Whether the public may book a planning at a site, on a date or later.</summary>
    public bool IsPublic(int planningId, int siteId, DateOnly date) =>
        Plannings[planningId] is { IsPublished: true, TownHallId: var townHallId }
        && !IsSuspended(townHallId)
        && !Retirements.IsRetired(RetiredKind.Planning, planningId, date)
        && !Retirements.IsRetired(RetiredKind.Site, siteId, date);

    /// <summary>The services of a planning that can be booked on a date, in their order.</summary>
    public IEnumerable<Service> ServicesOn(int planningId, DateOnly date) => Plannings[planningId].Services
        .Where(service => !Retirements.IsRetired(RetiredKind.Service, service.Id, date)).OrderBy(service => service.Ordinal);

    /// <summary>What a town hall tells whoever looks for an appointment there.</summary>
    public IEnumerable<Notice> NoticesOf(int townHallId, DateOnly date) =>
        _notices[townHallId].Where(notice => notice.IsShownOn(date)).OrderBy(notice => notice.FirstDate).ThenBy(notice => notice.Id);

    /// <summary>The phone that people are told: the planning's, else the site's, else the town hall's; null: none.</summary>
    /// <param name="planningId">Null: whichever.</param>
    public string? PhoneOf(int? planningId, int siteId) =>
        (planningId is { } id ? Plannings.GetValueOrDefault(id)?.Phone : null)
        ?? Sites[siteId].Phone
        ?? TownHalls[Sites[siteId].TownHallId].Phone;

    /// <summary>What the hours of a planning at a site depend on besides rules, closures and shifts; the same text: the same.</summary>
    internal string HoursSignature(int planningId, int siteId)
    {
        var townHall = TownHalls[Sites[siteId].TownHallId];
        var desks = DesksOf(planningId, siteId).Select(desk => string.Create(
            CultureInfo.InvariantCulture, $"{desk.Desk.Id}/{desk.Rank}/{desk.Group}"));
        return string.Join(
            ' ', [.. desks, Plannings[planningId].Staffed ? "staffed" : "", townHall.SchoolZone, SchoolHolidaysOf(townHall).ToString(),
                townHall.HolidayRegion,
                townHall.GoodFriday ? "good-friday" : ""]);
    }

    /// <summary>Plannings and the sites at which they have desks.</summary>
    public IEnumerable<(int Planning, int Site)> Offers => _desksAt.Keys;

    /// <summary>The desks of a planning at a site, in order of rank; empty when there are none.</summary>
    public IReadOnlyList<PlanningDesk> DesksOf(int planningId, int siteId) => _desksAt.GetValueOrDefault((planningId, siteId)) ?? [];

    /// <summary>The sites of a town hall, by id.</summary>
    public IReadOnlyList<Site> SitesOf(int townHallId) =>
        [.. Sites.Values.Where(site => site.TownHallId == townHallId).OrderBy(site => site.Id)];

    /// <summary>The plannings of a town hall, by id.</summary>
    public IReadOnlyList<Planning> PlanningsOf(int townHallId) =>
        [.. Plannings.Values.Where(planning => planning.TownHallId == townHallId).OrderBy(planning => planning.Id)];

    /// <summary>Whether a planning of a town hall is published.</summary>
    public bool IsOpen(int townHallId) =>
        Plannings.Values.Any(planning => planning.TownHallId == townHallId && planning.IsPublished);

    /// <summary>The desks of a site, of whatever planning, by id.</summary>
    public IReadOnlyList<Desk> DesksAt(int siteId) => [.. Desks.Values.Where(desk => desk.SiteId == siteId).OrderBy(desk => desk.Id)];

    /// <summary>With street and commune where another site is called the same; empty for a site that is no more.</summary>
    public string SiteName(int siteId) => Sites.GetValueOrDefault(siteId) switch
    {
        null => "",
        { Name: var name } site when _namesakes.Contains(name) => $"{name} ({site.Street}, {site.City})",
        { Name: var name } => name,
    };

    /// <summary>Empty for a desk that is no more.</summary>
    public string DeskName(int deskId) => Desks.GetValueOrDefault(deskId)?.Name ?? "";

    public TimeZoneInfo ZoneOf(TownHall townHall) => _zones[townHall.TimeZone];

    public TimeZoneInfo ZoneOf(Site site) => ZoneOf(TownHalls[site.TownHallId]);

    public int ZoneIndexOf(TownHall townHall) => Array.IndexOf(_zoneNames, townHall.TimeZone);

    /// <summary>The wall clock of every zone at one instant, in the order of <see cref="ZoneIndexOf"/>.</summary>
    public DateTime[] LocalNow(DateTime nowUtc) => [.. _zoneNames.Select(name => TimeZoneInfo.ConvertTimeFromUtc(nowUtc, _zones[name]))];

    /// <summary>The wall clock of one town hall at an instant.</summary>
    public DateTime LocalTime(int townHallId, DateTime instantUtc) => WallClock.ToLocal(instantUtc, ZoneOf(TownHalls[townHallId]));

    /// <summary>The date at one town hall at an instant.</summary>
    public DateOnly DateAt(int townHallId, DateTime instantUtc) => DateOnly.FromDateTime(LocalTime(townHallId, instantUtc));

    /// <summary>The last day that is over, 03:00 of the next included, in every zone of the platform.</summary>
    public DateOnly LastClosedDay(DateTime nowUtc) =>
        DateOnly.FromDateTime(LocalNow(nowUtc).DefaultIfEmpty(nowUtc).Min().AddHours(-3)).AddDays(-1);

    /// <summary>The service of a planning that does what is asked, or null.</summary>
    public Service? ServiceOf(int planningId, ServiceKind kind) =>
        Plannings.GetValueOrDefault(planningId)?.Services.FirstOrDefault(service => service.KindId == kind.Id);

    /// <summary>
    /// Turns services into those of a planning that do the same, by their kinds; within one planning they stay as they
    /// are.
    /// </summary>
    /// <returns>One per service, in their order; null when one of them is not offered there (any more).</returns>
    public int[]? ServicesAt(int planningId, IReadOnlyList<int> serviceIds)
    {
        var found = new int[serviceIds.Count];
        for (var i = 0; i < found.Length; i++)
        {
            if (CounterpartOf(serviceIds[i], planningId) is not { } service)
            {
                return null;
            }

            found[i] = service.Id;
        }

        return found;
    }

    /// <summary>The kinds of services, one per service; null when one of them has none, or is not known (any more).</summary>
    public IReadOnlyList<ServiceKind>? KindsOf(IEnumerable<int> serviceIds)
    {
        var kinds = serviceIds.Select(id => Services.GetValueOrDefault(id)?.Kind).ToList();
        return kinds.Contains(null) ? null : [.. kinds.OfType<ServiceKind>()];
    }

    /// <summary>The instant at which an appointment starts.</summary>
    public DateTime StartUtc(SlotTime slot) => WallClock.ToUtc(slot.Date, slot.StartMinute, ZoneOf(TownHalls[slot.TownHallId]));

    /// <summary>The instant of a start at a site.</summary>
    public DateTime StartUtc(int siteId, DateOnly date, int startMinute) => WallClock.ToUtc(date, startMinute, ZoneOf(Sites[siteId]));

    private Service? CounterpartOf(int serviceId, int planningId) => Services.GetValueOrDefault(serviceId) switch
    {
        null => null,
        { } own when own.PlanningId == planningId => own,
        { Kind: { } kind } => ServiceOf(planningId, kind),
        _ => null,
    };
}
