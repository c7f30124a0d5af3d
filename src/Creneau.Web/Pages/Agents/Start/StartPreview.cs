using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Agents.Start;

/// <summary>What citizens will see of a site: its next starts, and how many it has in a week.</summary>
public sealed record StartPreview(IReadOnlyList<SlotStart> Next, int PerWeek, int Minutes)
{
    private const int MostStarts = 3;

    /// <param name="rules">The ranges as they would be.</param>
    /// <param name="minutes">How long one person takes.</param>
    /// <param name="nowLocal">Wall clock of the town hall.</param>
    /// <returns>Null where there is nothing to show yet.</returns>
    public static StartPreview? Of(PlaceDirectory places, StartState state, IReadOnlyList<RuleItem> rules, int? minutes, DateTime nowLocal)
    {
        if (state.Planning is not { Services.Count: > 0 } planning || state.Desks.Count == 0 || rules.Count == 0)
        {
            return null;
        }

        var service = planning.Services.OrderBy(one => one.Ordinal).First();
        var length = minutes ?? service.Minutes.First;
        var ask = new Ask(ServiceSet.Of(service.Ordinal), length, AtCounter: false);
        var setup = new SiteSetup(
            [.. state.Desks.Select(desk => new DeskSetup(
                desk.Desk.Id,
                desk.Rank,
                [.. rules.Where(rule => rule.DeskId is null || rule.DeskId == desk.Desk.Id).Select(rule => rule.ToOpening())],
                []))],
            null,
            places.HolidaysOf(state.TownHall));
        var monday = IsoWeek.Monday(DateOnly.FromDateTime(nowLocal)).AddDays(7);
        return new StartPreview(
            [.. Starts(setup, planning.Window.Bounds(nowLocal), ask, nowLocal).Take(MostStarts)],
            Enumerable.Range(0, 7).Sum(day => CountOn(setup, monday.AddDays(day), ask, nowLocal)),
            length);
    }

    private static int CountOn(SiteSetup setup, DateOnly date, Ask ask, DateTime nowLocal) =>
        setup.On(date).Sum(open => open.Starts(DayBits.Full, ask, WallClock.MinutesUntil(date, nowLocal)).Count);

    private static IEnumerable<SlotStart> Starts(SiteSetup setup, WindowBounds bounds, Ask ask, DateTime nowLocal)
    {
        for (var date = bounds.FirstDate; date <= bounds.LastDate; date = date.AddDays(1))
        {
            var starts = setup.On(date).Aggregate(
                default(DayBits), (all, open) => all | open.Starts(DayBits.Full, ask, WallClock.MinutesUntil(date, nowLocal)));
            foreach (var unit in bounds.Cut(date, starts))
            {
                yield return new SlotStart(date, unit * DayBits.UnitMinutes);
            }
        }
    }
}
