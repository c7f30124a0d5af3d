using Creneau.Hours.Drafts;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>Who is there in a half day, and what opens.</summary>
/// <param name="Here">With their hours, such as « Nadia Berthod ».</param>
/// <param name="Away">Who is said to be away.</param>
/// <param name="Desks">Desks that open for some of it.</param>
/// <param name="Could">Desks that would open if everybody were there.</param>
public sealed record HalfDay(IReadOnlyList<string> Here, IReadOnlyList<string> Away, int Desks, int Could);

/// <summary>A week's presences.</summary>
/// <param name="Shifts">All of the planning at the site, as the draft has them.</param>
public sealed record StaffPicture(IReadOnlyList<HalfDay> Mornings, IReadOnlyList<HalfDay> Afternoons, IReadOnlyList<ShownItem> Shifts)
{
    private const int Noon = 13 * 60;

    public static StaffPicture Of(
        IReadOnlyList<ShownItem> items, HoursAddress here, SiteSetup setup, IEnumerable<DateOnly> dates, Func<int?, string> nameOf)
    {
        var shifts = items.Where(shown => (shown.Item ?? shown.Published) is ShiftItem shift
            && (shift.PlanningId, shift.SiteId) == (here.PlanningId, here.SiteId)).ToList();
        var present = shifts.Select(shown => shown.Item).OfType<ShiftItem>().ToList();
        var without = setup.Staffed();
        var halves = dates.Select(date => (
            Morning: Half(present, setup.On(date), without.On(date), date, new DayTime(0, Noon), nameOf),
            Afternoon: Half(present, setup.On(date), without.On(date), date, new DayTime(Noon, DayBits.MinutesPerDay), nameOf)))
            .ToList();
        return new StaffPicture([.. halves.Select(half => half.Morning)], [.. halves.Select(half => half.Afternoon)], shifts);
    }

    private static HalfDay Half(
        List<ShiftItem> shifts, OpenDay[] open, OpenDay[] could, DateOnly date, DayTime half, Func<int?, string> nameOf)
    {
        var bits = half.ToRange().Bits;
        var falling = shifts.Where(shift => shift.When.ToRecurrence().FallsOn(date)
            && shift.Time.Start < half.End && half.Start < shift.Time.End).ToList();
        int Opening(OpenDay[] days) => days.Count(day => !((day.Open | day.WalkIn) & bits).IsEmpty);
        var away = falling.Where(shift => shift is { IsAbsence: true, AgentId: not null }).ToList();
        return new HalfDay(
            [.. falling.Where(shift => !shift.IsAbsence)
                .Where(shift => shift.AgentId is null || !away.Exists(other => other.AgentId == shift.AgentId && Covers(other, shift)))
                .GroupBy(shift => shift.AgentId)
                .SelectMany(agent => agent.Key is null ? agent.Select(_ => nameOf(null)) : [nameOf(agent.Key)])],
            [.. away.Select(shift => nameOf(shift.AgentId)).Distinct()],
            Opening(open),
            Opening(could));
    }

    private static bool Covers(ShiftItem one, ShiftItem other) =>
        one.Time.Start <= other.Time.Start && one.Time.End >= other.Time.End;
}
