using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Availability;

/// <summary>Who offers what where, as loaded: town halls, sites, plannings and their desks; read only.</summary>
public sealed class PlaceDirectory
{
    private readonly Dictionary<string, TimeZoneInfo> _zones;
    private readonly ILookup<(int Planning, int Site), Desk> _desksAt;
    private readonly string[] _zoneNames;

    public PlaceDirectory(IEnumerable<TownHall> townHalls, IEnumerable<Site> sites, IEnumerable<Planning> plannings, IEnumerable<Desk> desks)
    {
        TownHalls = townHalls.ToDictionary(townHall => townHall.Id);
        Sites = sites.ToDictionary(site => site.Id);
        Plannings = plannings.ToDictionary(planning => planning.Id);
        Desks = desks.ToDictionary(desk => desk.Id);
        Services = Plannings.Values.SelectMany(planning => planning.Services).ToDictionary(service => service.Id);
        _desksAt = Desks.Values.OrderBy(desk => desk.Rank).ToLookup(desk => (desk.PlanningId, desk.SiteId));
        _zoneNames = [.. TownHalls.Values.Select(townHall => townHall.TimeZone).Distinct().Order(StringComparer.Ordinal)];
        _zones = _zoneNames.ToDictionary(name => name, TimeZoneInfo.FindSystemTimeZoneById);
    }

    public IReadOnlyDictionary<int, TownHall> TownHalls { get; }
    public IReadOnlyDictionary<int, Site> Sites { get; }
    public IReadOnlyDictionary<int, Planning> Plannings { get; }
    public IReadOnlyDictionary<int, Desk> Desks { get; }
    public IReadOnlyDictionary<int, Service> Services { get; }

    /// <summary>Furthest day that any planning can ever show, counted from today; a release may add a week.</summary>
    public int LongestHorizonDays => Plannings.Values.Select(planning => planning.HorizonDays).DefaultIfEmpty(0).Max() + 8;

    /// <summary>Plannings and the sites at which they have desks.</summary>
    public IEnumerable<(int Planning, int Site)> Offers => _desksAt.Select(group => group.Key);

    /// <summary>The desks of a planning at a site, in order of rank.</summary>
    public IReadOnlyList<Desk> DesksOf(int planningId, int siteId) => [.. _desksAt[(planningId, siteId)]];

    public TimeZoneInfo ZoneOf(TownHall townHall) => _zones[townHall.TimeZone];

    public TimeZoneInfo ZoneOf(Site site) => ZoneOf(TownHalls[site.TownHallId]);

    public int ZoneIndexOf(TownHall townHall) => Array.IndexOf(_zoneNames, townHall.TimeZone);

    /// <summary>The wall clock of every zone at one instant, in the order of <see cref="ZoneIndexOf"/>.</summary>
    public DateTime[] LocalNow(DateTime nowUtc) => [.. _zoneNames.Select(name => TimeZoneInfo.ConvertTimeFromUtc(nowUtc, _zones[name]))];

    /// <summary>The service of a planning that does what is asked, or null.</summary>
    public Service? ServiceOf(int planningId, ServiceKind kind) =>
        Plannings[planningId].Services.FirstOrDefault(service => service.Kind == kind);

    /// <summary>The instant at which an appointment starts.</summary>
    public DateTime StartUtc(SlotTime slot) => WallClock.ToUtc(slot.Date, slot.StartMinute, ZoneOf(TownHalls[slot.TownHallId]));
}
