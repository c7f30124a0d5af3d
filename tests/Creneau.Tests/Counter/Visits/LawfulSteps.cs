using Creneau.Counter.Visits;

namespace Creneau.Tests.Counter.Visits;

/// <summary>What may follow what: one step that another agent's overwrote would leave a gap.</summary>
internal static class LawfulSteps
{
    private static readonly Dictionary<VisitStepKind, VisitStepKind[]> After = new()
    {
        [VisitStepKind.Arrived] = [VisitStepKind.Called, VisitStepKind.Absent],
        [VisitStepKind.Called] = [VisitStepKind.NotCome, VisitStepKind.Paused, VisitStepKind.Done, VisitStepKind.Absent],
        [VisitStepKind.NotCome] = [VisitStepKind.Called, VisitStepKind.Absent],
        [VisitStepKind.Paused] = [VisitStepKind.Resumed, VisitStepKind.Done, VisitStepKind.Absent],
        [VisitStepKind.Resumed] = [VisitStepKind.Paused, VisitStepKind.Done, VisitStepKind.Absent],
        [VisitStepKind.Absent] = [VisitStepKind.Arrived],
        [VisitStepKind.Done] = [],
    };

    public static bool Are(IReadOnlyList<VisitStep> steps) =>
        steps[0].Kind is VisitStepKind.Arrived or VisitStepKind.Absent
        && steps.Zip(steps.Skip(1)).All(pair => After[pair.First.Kind].Contains(pair.Second.Kind) && pair.First.AtUtc <= pair.Second.AtUtc);
}
