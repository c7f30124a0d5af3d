using System.Globalization;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Storage;
using Creneau.Storage.Demonstration;
using Creneau.Text;

namespace Creneau.Demo;

/// <summary>Creates town halls with their sites, plannings, desks, hours, closures and shifts.</summary>
internal sealed class DemoTownHalls(CreneauDb db, DemoScale scale, int seed, DateOnly today)
{
    private const int MostDesksAtOneSite = 4;
    private readonly List<Draft> _drafts = [];

    private bool IsFrance => scale == DemoScale.France;

    private sealed record Draft(DemoPlace Place, TownHall TownHall, DemoCustom Custom, Random Random)
    {
        public Planning Planning { get; set; } = null!;
        public List<Site> Sites { get; } = [];
        public List<Desk> Desks { get; } = [];
    }

    public async Task CreateAsync(IReadOnlyList<DemoPlace> places, CancellationToken ct)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        _drafts.AddRange(places.Select(Begin));
        db.AddRange(_drafts.Select(draft => draft.TownHall));
        await db.SaveChangesAsync(ct);
        foreach (var draft in _drafts)
        {
            draft.Planning = PlanningOf(draft);
            draft.Sites.AddRange(SitesOf(draft));
            db.Add(draft.Planning);
            db.AddRange(draft.Sites);
        }

        await db.SaveChangesAsync(ct);
        foreach (var draft in _drafts)
        {
            draft.Desks.AddRange(DesksOf(draft));
            db.AddRange(draft.Desks);
        }

        await db.SaveChangesAsync(ct);
        db.AddRange(_drafts.SelectMany(ScheduleOf));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private Draft Begin(DemoPlace place, int number)
    {
        var random = new Random(HashCode(place.InseeCode));
        var townHall = new TownHall(place.InseeCode, place.Name, place.Population, place.TimeZone);
        townHall.SetHolidays(place.Holidays, goodFriday: place is { Holidays: HolidayRegion.AlsaceMoselle, Population: > 5_000 });
        townHall.SetSchoolZone(SchoolZones.Of(place.InseeCode));
        townHall.SetPhone(string.Create(CultureInfo.InvariantCulture, $"04 00 00 {(number + 1) / 100:00} {(number + 1) % 100:00}"));
        return new Draft(place, townHall, DemoCustom.Of(place, random, IsFrance), random);
    }

    private int HashCode(string inseeCode) => inseeCode.Aggregate(seed, (hash, sign) => unchecked((hash * 31) + sign));

    private Planning PlanningOf(Draft draft)
    {
        var notice = draft.Random.Next(3) switch { 0 => 60, 1 => 12 * 60, _ => 24 * 60 };
        var window = draft.Custom.WeeklyRelease
            ? new BookingWindow(notice, 28, new WeeklyRelease(DayOfWeek.Monday, 9 * 60))
            : new BookingWindow(notice, scale.HorizonDays, null);
        return new Planning(draft.TownHall.Id, "CNI et passeports", window, staffed: draft.Custom.OneAgentOnWednesdays).Offer(
            Service.Of(ServiceKind.IdCard, 0), Service.Of(ServiceKind.Passport, 1), Service.Of(
                ServiceKind.IdCardAndPassport, 2), Service.Of(ServiceKind.Collection, 3));
    }

    private static IEnumerable<Site> SitesOf(Draft draft)
    {
        var (place, random) = (draft.Place, draft.Random);
        var count = (place.Desks + MostDesksAtOneSite - 1) / MostDesksAtOneSite;
        for (var i = 0; i < count; i++)
        {
            var street = string.Create(
                CultureInfo.InvariantCulture, $"{random.Next(1, 60)} {DemoWords.Streets[random.Next(DemoWords.Streets.Length)]}");
            yield return new Site(
                draft.TownHall.Id,
                NameOf(place, i, count),
                new SiteAddress(street, place.Postcode, place.Name),
                Near(place.Position, random, i),
                wheelchair: random.Next(10) > 0);
        }
    }

    private static string NameOf(DemoPlace place, int number, int count)
    {
        var of = Wording.French.OfPlace(place.Name);
        return number == 0
            ? $"Mairie {of}"
            : string.Create(CultureInfo.InvariantCulture, $"Mairie annexe {of}{(count > 2 ? $" {number}" : "")}");
    }

    /// <summary>The town hall within some 200 m of the commune's point, an annexe within some 2 km.</summary>
    private static GeoPoint Near(GeoPoint point, Random random, int number)
    {
        var degrees = number == 0 ? 0.002 : 0.02;
        return new GeoPoint(
            Math.Round(point.Latitude + Offset(random, degrees), 5), Math.Round(point.Longitude + Offset(random, degrees), 5));
    }

    private static double Offset(Random random, double degrees) => ((random.NextDouble() * 2) - 1) * degrees;

    private static IEnumerable<Desk> DesksOf(Draft draft) =>
        Enumerable.Range(0, draft.Place.Desks)
            .Select(number =>
                new Desk(draft.Sites[number % draft.Sites.Count].Id, string.Create(CultureInfo.InvariantCulture, $"DR {number + 1}"))
                    .Serve(draft.Planning.Id, (number / draft.Sites.Count) + 1));

    private IEnumerable<object> ScheduleOf(Draft draft)
    {
        var (planningId, custom) = (draft.Planning.Id, draft.Custom);
        foreach (var site in draft.Sites)
        {
            var openings = DemoHours.Of(draft.Place.Population, custom, draft.Random, today);
            foreach (var opening in openings)
            {
                yield return new OpeningRule(planningId, site.Id, null, opening);
            }

            foreach (
                var presence in custom.OneAgentOnWednesdays ? Presences(openings, draft.Desks.Count(desk => desk.SiteId == site.Id)) : [])
            {
                yield return new AgentShift(planningId, site.Id, presence);
            }
        }

        foreach (var closure in ClosuresOf(draft))
        {
            yield return closure;
        }
    }

    private static IEnumerable<Presence> Presences(IReadOnlyList<Opening> openings, int desks) =>
        from opening in openings
        let weekly = (Recurrence.Weekly)opening.When
        from agent in Enumerable.Range(0, weekly.Day == DayOfWeek.Wednesday ? Math.Max(1, desks - 1) : desks)
        select new Presence(weekly, opening.Time);

    private IEnumerable<Closure> ClosuresOf(Draft draft)
    {
        if (draft.Custom.ClosedWeekIn is { } days)
        {
            var monday = IsoWeek.Monday(today.AddDays(days));
            yield return Closure.OfTownHall(draft.TownHall.Id, new Closing(monday, 0, monday.AddDays(7), 0), ClosureReason.Holiday);
        }

        if (draft.Custom.DeskOutOfOrder)
        {
            yield return Closure.OfDesk(draft.Desks[^1].Id, new Closing(today.AddDays(-3), 9 * 60, null, 0), ClosureReason.OutOfOrder);
        }
    }
}
