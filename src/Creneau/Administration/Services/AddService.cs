using Creneau.Acting;
using Creneau.Administration.Plannings;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.Storage;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.Services;

/// <summary>Adds a service to a planning, of a kind of the platform or its own. Hours that are there already do not serve it yet.</summary>
public sealed class AddService(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Writes the service; a refusal has written nothing but its audit row.</summary>
    /// <param name="kindCode">Null: a service of this planning alone.</param>
    public Task<SaveResult> RunAsync(Actor actor, int planningId, string? kindCode, ServiceDetails details, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "service-add", async transaction =>
        {
            var kind = availability.Places.Kinds.Find(kindCode);
            if (await PlanningRows.LoadAsync(transaction, planningId, "service-add", ct) is not { } planning
                || (kind is null && kindCode is not null))
            {
                return Refused(SaveRefusal.NotFound);
            }

            if (kind is not null && planning.Services.Any(service => service.KindId == kind.Id))
            {
                return Refused(SaveRefusal.IsThere);
            }

            // Never given twice: ranges name services by it
            var ordinal = planning.Services.Select(service => service.Ordinal + 1).DefaultIfEmpty(0).Max();
            if (ordinal >= ServiceSet.Capacity)
            {
                return Refused(SaveRefusal.TooMany);
            }

            var checks = details.Check(kind is not null);
            if (!checks.IsFine)
            {
                return Refused(checks);
            }

            var service = kind is null
                ? Service.Own(details.Texts, ordinal, new ServiceMinutes(details.FirstMinutes!.Value, details.FurtherMinutes!.Value))
                : Service.Of(kind, ordinal);
            details.Apply(service);
            planning.Offer(service);
            await transaction.Db.SaveChangesAsync(ct);
            transaction.Audit(new AuditEntry(
                "service-add", PlanningRows.Subject(planningId), null, FormattableString.Invariant($"service:{service.Id}")));
            return await SavedAsync(transaction, availability, service.Id, ct);
        }, ct);
}
