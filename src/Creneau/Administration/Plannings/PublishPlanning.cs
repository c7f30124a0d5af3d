using Creneau.Acting;
using Creneau.Availability;
using Creneau.Storage;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.Plannings;

/// <summary>Opens a planning to the public: from the next search on, citizens find it.</summary>
public sealed class PublishPlanning(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Writes that it is public; a refusal has written nothing but its audit row.</summary>
    public Task<SaveResult> RunAsync(Actor actor, int planningId, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "planning-publish", async transaction =>
        {
            if (await PlanningRows.LoadAsync(transaction, planningId, "planning-publish", ct) is not { } planning)
            {
                return Refused(SaveRefusal.NotFound);
            }

            planning.Publish();
            return await SavedAsync(transaction, availability, planningId, ct);
        }, ct);
}
