using System.Data.Common;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter;

/// <summary>An appointment that left a day: « 10:00 → vendredi 09:15, par l’usager, 09:20 ».</summary>
/// <param name="AtUtc">When it left.</param>
/// <param name="StartMinute">When it was to start, on the day that it left.</param>
/// <param name="IsCancelled">False: it moved.</param>
/// <param name="By">Who did it.</param>
public sealed record Departure(Guid AppointmentId, DateTime AtUtc, int DeskId, int StartMinute, bool IsCancelled, ActorKind By)
{
    /// <summary>Where it went; null when it was cancelled, or went to another town hall.</summary>
    public DeparturePlace? To { get; init; }

    /// <summary>Null unless an agent did it whose account still exists.</summary>
    public string? AgentName { get; init; }

    /// <summary>Null once it belongs to another town hall, of which this one is told nothing more, or is deleted.</summary>
    public string? Reference { get; init; }

    /// <summary>In the order of the form; empty without a reference.</summary>
    public IReadOnlyList<AgendaPerson> People { get; init; } = [];
}

public sealed record DeparturePlace(int SiteId, DateOnly Date, int StartMinute);

/// <summary>
/// Reads what left a day of a site on that day; of a day that is ahead, what left it today. Events of the day name its
/// appointments, so that no row of other days is looked at.
/// </summary>
public sealed class LeftTheDay(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability, TimeProvider clock)
{
    private static readonly int[] Agents = [(int)ActorKind.Agent, (int)ActorKind.RelayAgent];

    /// <returns>By the time at which it left; null when there is no such site, or it is not one of the actor's town hall.</returns>
    public async Task<IReadOnlyList<Departure>?> ReadAsync(Actor actor, int siteId, DateOnly date, CancellationToken ct)
    {
        var places = availability.Places;
        if (!places.Sites.TryGetValue(siteId, out var site) || !actor.May(Rights.Appointments, site.TownHallId))
        {
            return null;
        }

        var zone = places.ZoneOf(site);
        var today = DateOnly.FromDateTime(WallClock.ToLocal(clock.GetUtcNow().UtcDateTime, zone));
        var leaving = date < today ? date : today;
        var (from, until) = (WallClock.ToUtc(leaving, 0, zone), WallClock.ToUtc(leaving.AddDays(1), 0, zone));
        return await contexts.ReadAsync(storage, async db =>
        {
            var lives = (await db.ReadAsync(Events(siteId, date), Read, ct)).GroupBy(happened => happened.AppointmentId);
            List<Departure> departures =
            [
                .. lives.Select(life => DepartureOf(life, (siteId, date), site.TownHallId)).OfType<Departure>()
                    .Where(departure => departure.AtUtc >= from && departure.AtUtc < until)
                    .OrderBy(departure => departure.AtUtc),
            ];
            return await WithNamesAsync(db, departures, ct);
        }, ct);
    }

    /// <summary>Every event, in their order, of the appointments that were confirmed, moved or restored to a site and day.</summary>
    private static FormattableString Events(int siteId, DateOnly date) =>
        $"""
        SELECT e.appointment_id, e.kind, e.actor_kind, e.at_utc, e.site_id, e.desk_id, e.date, e.start_minute, g.name, a.reference,
            a.town_hall_id
        FROM appointment_event AS e
        LEFT JOIN appointment AS a ON a.id = e.appointment_id
        LEFT JOIN agent AS g ON g.id = e.actor_id AND e.actor_kind IN ({Agents})
        WHERE e.appointment_id IN (
            SELECT appointment_id FROM appointment_event WHERE site_id = {siteId} AND date = {date} AND kind IN (3, 4, 12))
        ORDER BY e.id
        """;

    private static HappenedRow Read(DbDataReader row) => new(
        row.GetGuid(0),
        (AppointmentEventKind)row.GetInt16(1),
        (ActorKind)row.GetInt16(2),
        AgendaRows.InstantAt(row, 3)!.Value,
        row.GetInt32(4),
        row.GetInt32(5),
        row.GetFieldValue<DateOnly>(6),
        row.GetInt32(7),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9) ? null : row.GetString(9),
        row.IsDBNull(10) ? null : row.GetInt32(10));

    /// <summary>The last time that it left; null when it is still there, or came back.</summary>
    private static Departure? DepartureOf(IEnumerable<HappenedRow> life, (int SiteId, DateOnly Date) day, int townHallId)
    {
        Departure? departure = null;
        HappenedRow? before = null;
        foreach (var now in life)
        {
            var isGone = now.Kind == AppointmentEventKind.Cancelled;
            if (before is { } there && there.IsAt(day) && (isGone || !now.IsAt(day)))
            {
                departure = new Departure(now.AppointmentId, now.AtUtc, there.DeskId, there.StartMinute, isGone, now.By)
                {
                    AgentName = now.AgentName,
                    Reference = now.TownHallId == townHallId ? now.Reference : null,
                    To = !isGone && now.TownHallId == townHallId ? new DeparturePlace(now.SiteId, now.Date, now.StartMinute) : null,
                };
            }
            else if (now.IsAt(day) && !isGone)
            {
                departure = null;
            }

            before = now;
        }

        return departure;
    }

    private static async Task<IReadOnlyList<Departure>> WithNamesAsync(CreneauDb db, List<Departure> departures, CancellationToken ct)
    {
        var ids = departures.Where(departure => departure.Reference is not null).Select(departure => departure.AppointmentId).ToArray();
        if (ids.Length == 0)
        {
            return departures;
        }

        var people = (await db.Applicants.AsNoTracking().Where(person => ids.Contains(person.AppointmentId))
            .OrderBy(person => person.Ordinal)
            .Select(person => new
            {
                person.AppointmentId,
                Person = new AgendaPerson(person.ServiceId, person.BirthName ?? "", person.FirstGivenName ?? ""),
            })
            .ToListAsync(ct)).ToLookup(row => row.AppointmentId, row => row.Person);
        return
        [
            .. departures.Select(departure => departure.Reference is null
                ? departure
                : departure with { People = [.. people[departure.AppointmentId]] }),
        ];
    }

    /// <summary>One event, with the appointment's town hall as it is now.</summary>
    private readonly record struct HappenedRow(
        Guid AppointmentId,
        AppointmentEventKind Kind,
        ActorKind By,
        DateTime AtUtc,
        int SiteId,
        int DeskId,
        DateOnly Date,
        int StartMinute,
        string? AgentName,
        string? Reference,
        int? TownHallId)
    {
        public bool IsAt((int SiteId, DateOnly Date) day) => (SiteId, Date) == day;
    }
}
