using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Scheduling;

namespace Creneau.TestKit;

/// <summary>
/// What a town hall offers besides identity documents: plannings with one service of their own, and desks that serve
/// several of them, open from 9 to 12 every day.
/// </summary>
public sealed class SharedDesks(TestTown town, TestTownHall townHall)
{
    private readonly Dictionary<string, Offered> _plannings = [];
    private readonly Dictionary<string, int> _desks = [];

    /// <param name="groups">How many groups of desks the service needs one of each of.</param>
    /// <param name="horizonDays">Furthest day, counted from today.</param>
    /// <param name="agents">How many agents are there every day; null: desks need none.</param>
    public async Task<SharedDesks> PlanningAsync(string name, int minutes, int groups = 1, int horizonDays = 60, int? agents = null)
    {
        await using var db = town.OpenDb();
        var words = new ServiceWords(name, $"1 {name}", $"{{0}} {name}", name);
        var service = Service.Own(new ServiceTexts(words, words), 0, new ServiceMinutes(minutes, minutes), (1 << groups) - 1);
        var planning = new Planning(townHall.Id, name, new BookingWindow(0, horizonDays, null), agents is not null).Offer(service);
        db.Add(planning);
        await DirectoryVersion.RaiseAsync(db, CancellationToken.None);
        await db.SaveChangesAsync();
        _plannings[name] = new Offered(planning.Id, service.Id, minutes);
        for (var agent = 0; agent < agents; agent++)
        {
            db.AddRange(Enum.GetValues<DayOfWeek>().Select(day => new AgentShift(
                planning.Id, townHall.SiteId, new Presence(EveryWeekOn(day), new MinuteRange(540, 720)))));
        }

        await db.SaveChangesAsync();
        return this;
    }

    /// <param name="uses">Planning and group of desks.</param>
    public async Task<SharedDesks> DeskAsync(string name, params (string Planning, int Group)[] uses)
    {
        await using var db = town.OpenDb();
        var desk = new Desk(townHall.SiteId, name);
        foreach (var (planning, group) in uses)
        {
            desk.Serve(_plannings[planning].PlanningId, _desks.Count + 1, group);
        }

        db.Add(desk);
        await DirectoryVersion.RaiseAsync(db, CancellationToken.None);
        await db.SaveChangesAsync();
        _desks[name] = desk.Id;
        foreach (var (planning, _) in uses)
        {
            db.AddRange(Enum.GetValues<DayOfWeek>().Select(day => Opens(_plannings[planning], desk.Id, day)));
        }

        await db.SaveChangesAsync();
        return this;
    }

    public int DeskId(string name) => _desks[name];

    /// <summary>A start for one person.</summary>
    public WantedSlot At(string planning, DateOnly date, int minute) =>
        new(townHall.SiteId, _plannings[planning].PlanningId, [_plannings[planning].ServiceId], date, minute);

    private static Recurrence EveryWeekOn(DayOfWeek day) => new Recurrence.Weekly(day, 1, new DateOnly(2026, 1, 5), null, null);

    private OpeningRule Opens(Offered planning, int deskId, DayOfWeek day) => new(
        planning.PlanningId,
        townHall.SiteId,
        deskId,
        new Opening(
            EveryWeekOn(day),
            new MinuteRange(540, 720),
            planning.Minutes,
            ServiceSet.Of(0),
            OpeningChannel.Online,
            0));

    private sealed record Offered(int PlanningId, int ServiceId, int Minutes);
}
