using Creneau.Acting;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Hours;

/// <summary>For which service, where and when somebody finds nothing.</summary>
/// <param name="AtCounter">As agents of the town hall book; else as the public does.</param>
public sealed record StartsQuestion(int SiteId, int ServiceId, DateOnly Date, bool AtCounter);

/// <summary>Why there is no start, or how many there are.</summary>
/// <param name="Holiday">Where that is the cause.</param>
/// <param name="Closures">What closes the desks, with the reason that people are told; the town hall's first, then the site's.</param>
/// <param name="NextDates">The next dates with a start for the same question, three at most.</param>
public sealed record StartsAnswer(
    ExplainedStarts Starts, HolidayName? Holiday, IReadOnlyList<Closure> Closures, IReadOnlyList<DateOnly> NextDates)
{
    /// <summary>What takes nobody on that date; null where that is not the cause.</summary>
    public RetiredThing? Retired { get; init; }
}

/// <summary>Names the first cause for which a service cannot be booked on a date by one person.</summary>
public sealed class ExplainNoStarts(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability, TimeProvider clock)
{
    private const int MostDates = 3;

    /// <summary>Looks at the hours as they are published; nothing is written.</summary>
    /// <returns>Null when site and service are not both of one town hall at which the actor deals with appointments.</returns>
    public async Task<StartsAnswer?> RunAsync(Actor actor, StartsQuestion question, CancellationToken ct)
    {
        var places = availability.Places;
        if (!places.Services.TryGetValue(question.ServiceId, out var service)
            || !places.Sites.TryGetValue(question.SiteId, out var site)
            || places.Plannings[service.PlanningId].TownHallId != site.TownHallId
            || !actor.May(Rights.Appointments, site.TownHallId))
        {
            return null;
        }

        if (RetiredOn(question, service.PlanningId) is { } retired)
        {
            return Only(NoStartsCause.Retired) with { Retired = retired };
        }

        if (availability.Plan(site.Id, service.PlanningId) is not { } plan)
        {
            return Only(NoStartsCause.NoDesk);
        }

        if (!availability.TryAsk(plan, [service.Id], question.AtCounter, out var ask))
        {
            return Only(plan.IsPublic ? NoStartsCause.AgentsOnly : NoStartsCause.NotPublic);
        }

        var nowLocal = WallClock.ToLocal(clock.GetUtcNow().UtcDateTime, places.ZoneOf(site));
        return await contexts.ReadAsync(storage, async db =>
        {
            var desks = places.DesksOf(service.PlanningId, site.Id);
            var rows = await ScheduleRows.OfAsync(db, places, [.. desks.Select(desk => desk.Desk)], ct);
            var isStaffed = places.Plannings[service.PlanningId].Staffed;
            var setup = OpeningCalendars.SetupOf(places, rows, (service.PlanningId, site.Id), isStaffed);
            var explained = WhyNoStarts.Of(setup, plan, ask, question.Date, nowLocal);
            var closures = ClosuresOf(explained, rows, site.TownHallId);
            if (closures.Count == 0 && RetiredDeskOf(explained, question.Date) is { } desk)
            {
                return Only(NoStartsCause.Retired) with { Retired = desk };
            }

            return new StartsAnswer(
                explained,
                explained.Cause == NoStartsCause.PublicHoliday ? HolidayOn(question.Date, setup.Holidays) : null,
                closures,
                [.. NextDates(plan, ask, nowLocal).Take(MostDates)]);
        }, ct);
    }

    /// <returns>The widest of site, planning and service that is retired by then; null: none is.</returns>
    private RetiredThing? RetiredOn(StartsQuestion question, int planningId)
    {
        RetiredThing[] things =
        [
            new(RetiredKind.Site, question.SiteId), new(RetiredKind.Planning, planningId), new(RetiredKind.Service, question.ServiceId),
        ];
        return things.Cast<RetiredThing?>().FirstOrDefault(thing => IsRetired(thing!.Value, question.Date));
    }

    private RetiredThing? RetiredDeskOf(ExplainedStarts explained, DateOnly date) => explained.Closings
        .Select(closed => (RetiredThing?)new RetiredThing(RetiredKind.Desk, closed.DeskId))
        .FirstOrDefault(desk => IsRetired(desk!.Value, date));

    private bool IsRetired(RetiredThing thing, DateOnly date) =>
        availability.Places.Retirements.IsRetired(thing.Kind, thing.Id, date);

    private static StartsAnswer Only(NoStartsCause cause) => new(new ExplainedStarts(cause), null, [], []);

    private static HolidayName HolidayOn(DateOnly date, HolidayCalendar holidays) =>
        FrenchHolidays.Of(date.Year, holidays.Region, holidays.GoodFriday).First(day => day.Date == date).Name;

    private static IEnumerable<DateOnly> NextDates(SitePlan plan, Ask ask, DateTime nowLocal)
    {
        var bounds = plan.Bounds(nowLocal, ask.AtCounter);
        for (var date = bounds.FirstDate; date <= bounds.LastDate; date = date.AddDays(1))
        {
            if (!plan.StartsOn(date, ask, nowLocal).IsEmpty)
            {
                yield return date;
            }
        }
    }

    private List<Closure> ClosuresOf(ExplainedStarts explained, ScheduleRows rows, int townHallId) =>
    [
        .. explained.Closings
            .SelectMany(closed => rows.ClosuresOf(availability.Places.Desks[closed.DeskId], townHallId)
                .Where(closure => closure.ToClosing() == closed.Closing
                    && (closure.Reason == ClosureReason.OutOfOrder) == (explained.Cause == NoStartsCause.OutOfOrder)))
            .DistinctBy(closure => closure.Id)
            .OrderBy(closure => closure.DeskId is not null).ThenBy(closure => closure.SiteId is not null).ThenBy(closure => closure.Id),
    ];
}
