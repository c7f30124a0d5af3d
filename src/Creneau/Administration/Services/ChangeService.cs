using Creneau.Acting;
using Creneau.Administration.Plannings;
using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.Services;

/// <summary>Changes how long a service takes and who books it. Appointments that are made keep their length.</summary>
public sealed class ChangeService(Transactions transactions, AvailabilityIndex availability)
{
    /// <summary>Writes the service; a refusal has written nothing but its audit row.</summary>
    /// <param name="seen">See <see cref="SectionVersion"/>.</param>
    public Task<SaveResult> RunAsync(Actor actor, int serviceId, string seen, ServiceDetails details, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "service-change", async transaction =>
        {
            var planningId = await transaction.Db.Set<Catalogue.Service>().Where(row => row.Id == serviceId)
                .Select(row => row.PlanningId).SingleOrDefaultAsync(ct);
            if (await PlanningRows.LoadAsync(transaction, planningId, "service-change", ct) is not { } planning)
            {
                return Refused(SaveRefusal.NotFound);
            }

            var service = planning.Services.Single(one => one.Id == serviceId);
            var before = ServiceDetails.From(service);
            if (SectionVersion.Of(before) != seen)
            {
                return Refused(SaveRefusal.ChangedSince);
            }

            var checks = details.Check(service.KindId is not null);
            if (!checks.IsFine)
            {
                return Refused(checks);
            }

            details.Apply(service);
            transaction.Audit(new AuditEntry(
                "service-change",
                PlanningRows.Subject(planningId),
                null,
                FormattableString.Invariant($"service:{serviceId} ") + SectionVersion.Changes(before, ServiceDetails.From(service))));
            return await SavedAsync(transaction, availability, serviceId, ct);
        }, ct);
}
