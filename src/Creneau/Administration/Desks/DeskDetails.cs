using Creneau.Availability;

namespace Creneau.Administration.Desks;

/// <summary>One planning's use of a desk.</summary>
/// <param name="Rank">1 is opened first.</param>
public sealed record DeskUse(int PlanningId, int Rank);

/// <summary>What a desk is called, and which plannings use it.</summary>
/// <param name="Uses">Each planning once, in order of its id; none: nobody is received there.</param>
public sealed record DeskDetails(string Name, IReadOnlyList<DeskUse> Uses)
{
    public const int LastRank = 99;

    public static DeskDetails From(Desk desk) => new(
        desk.Name, [.. desk.Plannings.OrderBy(use => use.PlanningId).Select(use => new DeskUse(use.PlanningId, use.Rank))]);

    internal Dictionary<int, int> Ranks => Uses.ToDictionary(use => use.PlanningId, use => use.Rank);

    internal FieldChecks Check()
    {
        var checks = new FieldChecks().Text(nameof(Name), Name, Desk.LongestName)
            .When(Uses.Select(use => use.PlanningId).Distinct().Count() < Uses.Count, nameof(Uses), FieldProblem.Unknown);
        return Uses.Aggregate(checks, (all, use) => all.Range(nameof(Uses), use.Rank, 1, LastRank));
    }
}
