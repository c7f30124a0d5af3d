using System.Globalization;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Creneau.TestKit;

/// <summary>A town hall of a <see cref="TestTown"/>: one site, one planning with the four services, desks that open.</summary>
public sealed class TestTownHall
{
    private static readonly ServiceSet All = ServiceSet.Of(0, 1, 2, 3);
    private readonly TestTown _town;
    private readonly Dictionary<string, int> _desks = [];
    private readonly Dictionary<int, int> _services;

    private TestTownHall(TestTown town, int id, int siteId, Planning planning)
    {
        (_town, Id, SiteId, PlanningId) = (town, id, siteId, planning.Id);
        _services = planning.Services.ToDictionary(service => service.KindId!.Value, service => service.Id);
    }

    public int Id { get; }

    public int SiteId { get; }

    public int PlanningId { get; }

    public IReadOnlyCollection<int> DeskIds => _desks.Values;

    public int DeskId(string name) => _desks[name];

    public int ServiceId(ServiceKind kind) => _services[kind.Id];

    /// <summary>A start here; for one identity card unless said otherwise.</summary>
    public WantedSlot Slot(DateOnly date, int startMinute, params ServiceKind[] kinds) =>
        new(SiteId, PlanningId, [.. (kinds.Length == 0 ? [ServiceKind.IdCard] : kinds).Select(ServiceId)], date, startMinute);

    internal static async Task<TestTownHall> FoundAsync(TestTown town, string name, double latitude, double longitude, string inseeCode)
    {
        await using var db = town.OpenDb();
        var townHall = new TownHall(inseeCode.Length > 0 ? inseeCode : $"9{db.TownHalls.Count():D4}", name, 5_000, "Europe/Paris");
        db.Add(townHall);
        await db.SaveChangesAsync();
        var site = new Site(
            townHall.Id,
            $"Mairie de {name}",
            new SiteAddress("4 allée des Gentianes", "74190", name),
            new GeoPoint(latitude, longitude),
            wheelchair: true);
        var planning = new Planning(townHall.Id, "CNI et passeports", new BookingWindow(0, 60, null)).Offer(
            Service.Of(ServiceKind.IdCard, 0),
            Service.Of(ServiceKind.Passport, 1),
            Service.Of(ServiceKind.IdCardAndPassport, 2),
            Service.Of(ServiceKind.Collection, 3));
        db.Add(site);
        db.Add(planning);
        await DirectoryVersion.RaiseAsync(db, CancellationToken.None);
        await db.SaveChangesAsync();
        await town.RefreshAsync();
        return new TestTownHall(town, townHall.Id, site.Id, planning);
    }

    /// <summary>Adds a desk.</summary>
    /// <param name="hours">Such as "Mon-Fri 09:00-12:00" or "Wed 14:00-18:30"; several parted by commas.</param>
    public async Task<TestTownHall> DeskAsync(
        string name, string hours, int stepMinutes = 15, OpeningChannel channel = OpeningChannel.Online)
    {
        await using var db = _town.OpenDb();
        var desk = new Desk(SiteId, name).Serve(PlanningId, _desks.Count + 1);
        db.Add(desk);
        await DirectoryVersion.RaiseAsync(db, CancellationToken.None);
        await db.SaveChangesAsync();
        _desks[name] = desk.Id;
        return await OpensAsync(name, hours, stepMinutes, channel);
    }

    /// <summary>Adds opening hours to a desk, as a town hall does while people book.</summary>
    public async Task<TestTownHall> OpensAsync(
        string name, string hours, int stepMinutes = 15, OpeningChannel channel = OpeningChannel.Online)
    {
        await using var db = _town.OpenDb();
        foreach (var opening in Openings(hours, stepMinutes, channel))
        {
            db.Add(new OpeningRule(PlanningId, SiteId, _desks[name], opening));
        }

        await db.SaveChangesAsync();
        await TouchAsync();
        return this;
    }

    /// <summary>Closes one desk from a date on, until further notice.</summary>
    public async Task ClosesAsync(string name, DateOnly from)
    {
        await _town.WriteAsync(db => db.Add(Closure.OfDesk(_desks[name], new Closing(from, 0, null, 0), ClosureReason.OutOfOrder)));
        await TouchAsync();
    }

    /// <summary>Asks for pre-request numbers online.</summary>
    public async Task RequiresPreRequestsAsync()
    {
        await using var db = _town.OpenDb();
        (await db.Plannings.SingleAsync(planning => planning.Id == PlanningId)).AskForPreRequests(PreRequestPolicy.Required);
        await db.SaveChangesAsync();
        await TouchAsync();
    }

    /// <summary>Takes that many people without an appointment in each half day.</summary>
    public async Task CapsWalkInsAsync(int cap)
    {
        await using var db = _town.OpenDb();
        await db.Plannings.Where(planning => planning.Id == PlanningId)
            .ExecuteUpdateAsync(set => set.SetProperty(planning => planning.WalkInCap, cap));
        await TouchAsync();
    }

    private async Task TouchAsync()
    {
        await using (var db = _town.OpenDb())
        {
            await DirectoryVersion.RaiseAsync(db, CancellationToken.None);
            await db.Desks.Where(desk => desk.SiteId == SiteId).ExecuteUpdateAsync(set => set
                .SetProperty(desk => desk.Revision, desk => desk.Revision + 1)
                .SetProperty(desk => desk.ScheduleRevision, desk => desk.Revision + 1));
        }

        await _town.RefreshAsync();
    }

    private static IEnumerable<Opening> Openings(string hours, int stepMinutes, OpeningChannel channel)
    {
        foreach (var part in hours.Split(',', StringSplitOptions.TrimEntries))
        {
            var (days, range) = (part.Split(' ')[0], part.Split(' ')[1].Split('-'));
            foreach (var day in Days(days))
            {
                yield return new Opening(
                    new Recurrence.Weekly(day, 1, new DateOnly(2026, 1, 5), null, null),
                    new MinuteRange(Minute(range[0]), Minute(range[1])),
                    stepMinutes,
                    All,
                    channel,
                    0);
            }
        }
    }

    private static IEnumerable<DayOfWeek> Days(string text)
    {
        var ends = text.Split('-').Select(Day).ToArray();
        for (var day = ends[0]; ; day = (DayOfWeek)(((int)day + 1) % 7))
        {
            yield return day;
            if (day == ends[^1])
            {
                yield break;
            }
        }
    }

    private static DayOfWeek Day(string shortName) =>
        Enum.GetValues<DayOfWeek>().Single(day => day.ToString().StartsWith(shortName, StringComparison.Ordinal));

    private static int Minute(string clock) => clock == "24:00"
        ? 1440
        : (int)TimeOnly.ParseExact(clock, "HH:mm", CultureInfo.InvariantCulture).ToTimeSpan().TotalMinutes;
}
