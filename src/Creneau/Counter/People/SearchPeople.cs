using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Counter.Arrivals;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.People;

public abstract record SearchPeopleResult
{
    /// <param name="Appointments">The ones ahead first, by date and start; then past ones, the latest first.</param>
    /// <param name="HasMore">There are others: a longer name finds them.</param>
    public sealed record Found(IReadOnlyList<FoundAppointment> Appointments, bool HasMore) : SearchPeopleResult
    {
        /// <summary>A reference or a QR code was looked for, which belongs to one appointment only.</summary>
        public bool IsExact { get; init; }

        /// <summary>Where the appointment of that code is when it is another town hall's; null: there is none.</summary>
        public CodeElsewhere? Elsewhere { get; init; }
    }

    /// <summary>Fewer than two letters, and nothing else that could be looked for.</summary>
    public sealed record TooShort : SearchPeopleResult;

    /// <summary>The actor may not see people.</summary>
    public sealed record NotAllowed : SearchPeopleResult;
}

/// <summary>Where somebody is expected who has come to the wrong town hall; nobody is named.</summary>
public sealed record CodeElsewhere(int SiteId, DateOnly Date, int StartMinute);

/// <summary>
/// Finds appointments by name, reference, phone, e-mail or birth date among those of the actor's town hall and those that it
/// booked elsewhere; a relay agent only among the latter.
/// </summary>
/// <remarks>
/// Names are compared as rule 4 compares them, and neither database folds so. All names of one town hall are read and folded
/// here: they are what is kept, 30 days back and the booking window ahead, 18,000 rows at six full desks. A folded column would
/// be one more copy of everybody's name.
/// </remarks>
public sealed class SearchPeople(
    IDbContextFactory<CreneauDb> contexts,
    StorageProvider storage,
    Transactions transactions,
    AvailabilityIndex availability,
    ShortLinks shortLinks,
    TimeProvider clock)
{
    public const int Most = 50;
    private const string Operation = "search";

    /// <summary>
    /// Searches, and writes one audit row that says how it was searched and how many were found, never what was typed; nothing
    /// is written when nothing was asked.
    /// </summary>
    /// <param name="typed">Names begin as typed; a birth date is typed as 03/02/1990.</param>
    public async Task<SearchPeopleResult> RunAsync(Actor agent, string? typed, CancellationToken ct)
    {
        if (agent.TownHallId is not { } townHall || (!agent.May(Rights.Appointments, townHall) && !agent.May(Rights.Relay, townHall)))
        {
            return await transactions.RefuseAsync(agent, new AuditEntry(Operation), new SearchPeopleResult.NotAllowed(), ct);
        }

        var asked = TypedSearch.Read(typed);
        if (asked.AsksNothing)
        {
            return new SearchPeopleResult.TooShort();
        }

        var found = await contexts.ReadAsync(storage, db => FindAsync(db, agent, townHall, asked, ct), ct);
        await transactions.AuditAsync(
            agent,
            new AuditEntry(
                Operation,
                $"town-hall:{townHall.ToString(CultureInfo.InvariantCulture)}",
                After: string.Create(CultureInfo.InvariantCulture, $"{asked.Kinds}: {found.Appointments.Count}")),
            ct);
        return found;
    }

    private async Task<SearchPeopleResult.Found> FindAsync(CreneauDb db, Actor agent, int townHall, TypedSearch asked, CancellationToken ct)
    {
        var seesOwn = agent.May(Rights.Appointments, townHall);
        var seen = db.Appointments.AsNoTracking()
            .Where(row => row.BookedByTownHallId == townHall || (seesOwn && row.TownHallId == townHall))
            .Where(row => row.Status != AppointmentStatus.Held && row.Status != AppointmentStatus.Expired);
        var today = availability.Places.DateAt(townHall, clock.GetUtcNow().UtcDateTime);
        var matching = (await MatchingAsync(db, seen, asked, ct)).Distinct()
            .OrderBy(one => one.Date < today)
            .ThenBy(one => Math.Abs(one.Date.DayNumber - today.DayNumber))
            .ThenBy(one => one.Date < today ? -one.StartMinute : one.StartMinute)
            .Select(one => one.Id)
            .ToList();
        var shown = matching.Take(Most).ToArray();
        var rows = await db.Appointments.AsNoTracking().Include(row => row.Applicants).Where(row => shown.Contains(row.Id)).ToListAsync(ct);
        var byId = rows.ToDictionary(row => row.Id);
        return new SearchPeopleResult.Found(
            [.. shown.Where(byId.ContainsKey).Select(id => FoundAppointments.Of(byId[id]))], matching.Count > Most)
        {
            IsExact = asked.Code is not null,
            Elsewhere = matching.Count == 0 && asked.Code is { } code ? await ElsewhereAsync(db, code, ct) : null,
        };
    }

    private Task<CodeElsewhere?> ElsewhereAsync(CreneauDb db, ScannedCode code, CancellationToken ct) =>
        code.In(db.Appointments, shortLinks)
            .Where(row => !AppointmentStatuses.Gone.Contains(row.Status) && row.Status != AppointmentStatus.Held)
            .Select(row => new CodeElsewhere(row.SiteId, row.Date, row.StartMinute))
            .SingleOrDefaultAsync(ct);

    private async Task<List<Match>> MatchingAsync(
        CreneauDb db, IQueryable<Appointment> seen, TypedSearch asked, CancellationToken ct)
    {
        List<Match> matching = [];
        if (asked.Code is { } code)
        {
            matching.AddRange(await code.In(seen, shortLinks).Select(row => new Match(row.Id, row.Date, row.StartMinute)).ToListAsync(ct));
        }

        if (asked.Phone is not null || asked.Email is not null)
        {
            matching.AddRange(await seen
                .Where(row => (asked.Phone != null && row.Phone == asked.Phone)
                    || (asked.Email != null && row.Email == asked.Email))
                .Select(row => new Match(row.Id, row.Date, row.StartMinute))
                .ToListAsync(ct));
        }

        if (asked.BirthDate is not null || asked.NamesAsked)
        {
            matching.AddRange(await PeopleAsync(db, seen, asked, ct));
        }

        return matching;
    }

    private static async Task<List<Match>> PeopleAsync(
        CreneauDb db, IQueryable<Appointment> seen, TypedSearch asked, CancellationToken ct)
    {
        var people = db.Applicants.AsNoTracking().Where(person => person.BirthName != null || person.FirstGivenName != null);
        if (asked.BirthDate is { } born)
        {
            people = people.Where(
                person => person.BirthYear == born.Year && person.BirthMonth == born.Month && person.BirthDay == born.Day);
        }

        List<Match> matching = [];
        var named = people.Join(seen, person => person.AppointmentId, row => row.Id, (person, row) => new
        {
            row.Id,
            row.Date,
            row.StartMinute,
            person.BirthName,
            person.FirstGivenName,
        });
        await foreach (var one in named.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!asked.NamesAsked || asked.MatchesName(one.BirthName, one.FirstGivenName))
            {
                matching.Add(new Match(one.Id, one.Date, one.StartMinute));
            }
        }

        return matching;
    }

    private sealed record Match(Guid Id, DateOnly Date, int StartMinute);
}
