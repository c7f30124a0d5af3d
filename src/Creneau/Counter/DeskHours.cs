using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Scheduling;

namespace Creneau.Counter;

/// <summary>When desks are open on the days of a query, planning by planning.</summary>
internal sealed class DeskHours
{
    private readonly Dictionary<(int Desk, int Planning), OpenDay[]> _days;

    private DeskHours(AgendaQuery query, Dictionary<(int Desk, int Planning), OpenDay[]> days) => (Query, _days) = (query, days);

    public AgendaQuery Query { get; }

    public IEnumerable<DateOnly> Dates => Enumerable.Range(0, Query.Days).Select(Query.From.AddDays);

    /// <summary>As memory has them.</summary>
    public static DeskHours Known(Desk[] desks, AgendaQuery query, AvailabilityIndex availability) => Of(desks, query, (desk, planning) =>
    {
        var calendar = availability.Desk(desk.Id)?.State.CalendarOf(planning) ?? DeskCalendar.Empty;
        return [.. Enumerable.Range(0, query.Days).Select(day => calendar.OpenOn(query.From.AddDays(day)))];
    });

    /// <param name="computed">From the first day of the query on.</param>
    public static DeskHours Computed(Desk[] desks, AgendaQuery query, OpeningCalendars computed) => Of(desks, query, computed.Of);

    public OpenDay On(int deskId, int planningId, DateOnly date)
    {
        var day = date.DayNumber - Query.From.DayNumber;
        return _days.TryGetValue((deskId, planningId), out var days) && (uint)day < (uint)days.Length ? days[day] : OpenDay.Closed;
    }

    /// <summary>Open for any planning that uses the desk.</summary>
    public DayBits OpenOn(Desk desk, DateOnly date) => desk.Plannings
        .Aggregate(DayBits.Empty, (open, use) => open | On(desk.Id, use.PlanningId, date).Open);

    /// <summary>Open for people without an appointment alone, in whatever planning, and for nobody who has one.</summary>
    public DayBits WalkInOn(Desk desk, DateOnly date) => desk.Plannings
        .Aggregate(DayBits.Empty, (open, use) => open | On(desk.Id, use.PlanningId, date).WalkIn).Except(OpenOn(desk, date));

    private static DeskHours Of(Desk[] desks, AgendaQuery query, Func<Desk, int, OpenDay[]> days) => new(
        query,
        desks.SelectMany(desk => desk.Plannings, (desk, use) => (desk, use.PlanningId))
            .ToDictionary(one => (one.desk.Id, one.PlanningId), one => days(one.desk, one.PlanningId)));
}

/// <summary>The units of desks that are taken, as read from the database.</summary>
internal sealed class TakenTimes
{
    private readonly Dictionary<(int Desk, DateOnly Date), DayBits> _taken = [];

    public static TakenTimes Of(List<AgendaRow> rows)
    {
        var times = new TakenTimes();
        foreach (var (head, _, _, occupies) in rows)
        {
            if (occupies)
            {
                var key = (head.DeskId, head.Date);
                times._taken[key] = times._taken.GetValueOrDefault(key)
                    .With(head.TakenFrom / DayBits.UnitMinutes, head.TakenUntil / DayBits.UnitMinutes);
            }
        }

        return times;
    }

    public DayBits FreeOn(int deskId, DateOnly date) => ~_taken.GetValueOrDefault((deskId, date));
}
