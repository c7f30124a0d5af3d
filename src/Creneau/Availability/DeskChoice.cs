namespace Creneau.Availability;

/// <summary>Which desks to try next: one of each group, each group in its own order.</summary>
public sealed class DeskChoice
{
    private readonly IReadOnlyList<IReadOnlyList<int>> _groups;
    private readonly int[] _tried;

    /// <param name="groups">Desks of each group, the best first; no group at all: there is nothing to try.</param>
    public DeskChoice(IReadOnlyList<IReadOnlyList<int>> groups) => (_groups, _tried) = (groups, new int[groups.Count]);

    public bool IsExhausted => _groups.Count == 0 || _groups.Where((group, index) => _tried[index] >= group.Count).Any();

    /// <summary>One desk of each group, the lowest group first; empty when there is nothing (more) to try.</summary>
    public IReadOnlyList<int> Current => IsExhausted ? [] : [.. _groups.Select((group, index) => group[_tried[index]])];

    /// <summary>The desk of one group does not do: from now on the next one of that group.</summary>
    /// <param name="group">Index among the groups.</param>
    public void Skip(int group) => _tried[group]++;
}
