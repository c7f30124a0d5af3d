using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Availability.Openings;

/// <summary>Rules, closures, shifts and what is retired, as read together.</summary>
internal sealed class ScheduleRows(
    List<OpeningRule> rules, List<Closure> closures, List<AgentShift> shifts, Retirements retirements)
{
    private readonly ILookup<(int, int), OpeningRule> _rules = rules.ToLookup(rule => (rule.PlanningId, rule.SiteId));
    private readonly ILookup<(int, int), AgentShift> _shifts = shifts.ToLookup(shift => (shift.PlanningId, shift.SiteId));
    private readonly ILookup<int, Closure> _ofTownHall = closures.Where(
        closure => closure.TownHallId is not null).ToLookup(closure => closure.TownHallId!.Value);
    private readonly ILookup<int, Closure> _ofSite = closures.Where(
        closure => closure.SiteId is not null).ToLookup(closure => closure.SiteId!.Value);
    private readonly ILookup<int, Closure> _ofDesk = closures.Where(
        closure => closure.DeskId is not null).ToLookup(closure => closure.DeskId!.Value);

    public static async Task<ScheduleRows> AllAsync(CreneauDb db, CancellationToken ct) => new(
        await db.OpeningRules.AsNoTracking().ToListAsync(ct),
        await db.Closures.AsNoTracking().ToListAsync(ct),
        await db.AgentShifts.AsNoTracking().ToListAsync(ct),
        new Retirements(await db.Retirements.AsNoTracking().ToListAsync(ct)));

    /// <summary>What can touch some desks: staffing makes their neighbours matter too.</summary>
    public static async Task<ScheduleRows> OfAsync(
        CreneauDb db, PlaceDirectory places, IReadOnlyList<Desk> desks, CancellationToken ct)
    {
        var sites = desks.Select(desk => desk.SiteId).Distinct().ToArray();
        var townHalls = sites.Select(id => places.Sites[id].TownHallId).Distinct().ToArray();
        var plannings = desks.SelectMany(desk => desk.Plannings).Select(use => use.PlanningId).Distinct().ToArray();
        var neighbours = plannings.SelectMany(planning => sites.SelectMany(site => places.DesksOf(planning, site)))
            .Select(other => other.Desk.Id)
            .Distinct()
            .ToArray();
        return new ScheduleRows(
            await db.OpeningRules.AsNoTracking()
                .Where(rule => plannings.Contains(rule.PlanningId) && sites.Contains(rule.SiteId))
                .ToListAsync(ct),
            await db.Closures.AsNoTracking()
                .Where(closure =>
                    townHalls.Contains(closure.TownHallId ?? 0) || sites.Contains(closure.SiteId ?? 0)
                        || neighbours.Contains(closure.DeskId ?? 0))
                .ToListAsync(ct),
            await db.AgentShifts.AsNoTracking()
                .Where(shift => plannings.Contains(shift.PlanningId) && sites.Contains(shift.SiteId))
                .ToListAsync(ct),
            new Retirements(await db.Retirements.AsNoTracking().Where(row => townHalls.Contains(row.TownHallId)).ToListAsync(ct)));
    }

    public Retirements Retirements => retirements;

    public IEnumerable<OpeningRule> RulesOf(Desk desk, int planningId) =>
        _rules[(planningId, desk.SiteId)].Where(rule => rule.DeskId is null || rule.DeskId == desk.Id).OrderBy(rule => rule.Id);

    public IEnumerable<AgentShift> ShiftsAt(int planningId, int siteId) => _shifts[(planningId, siteId)];

    public IEnumerable<Closure> ClosuresOf(Desk desk, int townHallId) =>
        _ofTownHall[townHallId].Concat(_ofSite[desk.SiteId]).Concat(_ofDesk[desk.Id]);
}
