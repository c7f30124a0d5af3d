using System.Globalization;
using Creneau.Availability;
using Creneau.Storage;
using Creneau.Storage.Checks;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Doctor;

/// <summary>
/// I8: what a node has in memory is what the database yields, desk by desk at the same revision. Under traffic the two
/// are read at different moments, so desks that moved are asked for again.
/// </summary>
internal sealed class NodeCheck(StorageProvider storage)
{
    private const int Rounds = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="ask">Asks the node once.</param>
    public async Task<CheckResult> RunAsync(Func<CancellationToken, Task<NodeView>> ask, CancellationToken ct)
    {
        HashSet<int> compared = [];
        List<string> differing = [];
        List<string> behind = [];
        var desks = 0;
        for (var round = 0; round < Rounds && (round == 0 || behind.Count > 0); round++)
        {
            await Task.Delay(round == 0 ? TimeSpan.Zero : Pause, ct);
            var view = await ask(ct);
            var truth = await TruthAsync(view.FirstDay, ct);
            desks = truth.Count;
            behind.Clear();
            Compare(truth, view.Desks.ToDictionary(desk => desk.Desk), compared, differing, behind);
        }

        return CheckResult.Of(
            "I8", [.. differing.Distinct(), .. behind], (desks, "desks"), (compared.Count, "compared at the same revision"));
    }

    private static void Compare(
        Dictionary<int, SeenDesk> truth, Dictionary<int, SeenDesk> seen, HashSet<int> compared, List<string> differing, List<string> behind)
    {
        foreach (var desk in truth.Values)
        {
            var there = seen.GetValueOrDefault(desk.Desk);
            if (there?.Revision == desk.Revision && there.ScheduleRevision == desk.ScheduleRevision)
            {
                compared.Add(desk.Desk);
                differing.AddRange(there.Hash == desk.Hash ? [] : [$"desk {desk.Desk} differs at revision {desk.Revision}"]);
            }
            else if (!compared.Contains(desk.Desk))
            {
                var memory = there?.Revision.ToString(CultureInfo.InvariantCulture) ?? "none";
                behind.Add($"desk {desk.Desk} at revision {memory} of {desk.Revision}");
            }
        }

        behind.AddRange(seen.Keys.Except(truth.Keys).Select(id => $"desk {id} is not in the database"));
    }

    private async Task<Dictionary<int, SeenDesk>> TruthAsync(DateOnly firstDay, CancellationToken ct)
    {
        await using var db = OpenDatabase.ContextOf(storage);
        await using var snapshot = await storage.SnapshotAsync(db, ct);
        var places = await AvailabilityLoader.ReadPlacesAsync(db, ct);
        var states = await new AvailabilityLoader(db, places, firstDay).AllAsync(ct);
        return states.Select(NodeView.Seen).ToDictionary(desk => desk.Desk);
    }
}
