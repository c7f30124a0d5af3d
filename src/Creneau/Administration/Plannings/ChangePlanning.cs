using Creneau.Acting;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Reminders;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.Plannings;

/// <summary>Changes one section of a planning; the others are not looked at.</summary>
public sealed class ChangePlanning(Transactions transactions, AvailabilityIndex availability, ReplanReminders reminders)
{
    /// <summary>Writes the section; a refusal has written nothing but its audit row.</summary>
    /// <param name="seen">See <see cref="SectionVersion"/>.</param>
    public Task<SaveResult> RunAsync(Actor actor, int planningId, string seen, PlanningSection section, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "planning-change", async transaction =>
        {
            if (await PlanningRows.LoadAsync(transaction, planningId, "planning-change", ct) is not { } planning)
            {
                return Refused(SaveRefusal.NotFound);
            }

            if (section.VersionOf(planning) != seen)
            {
                return Refused(SaveRefusal.ChangedSince);
            }

            var name = (section as PlanningNames)?.Name?.Trim();
            var checks = section.Check().When(
                name is not null && await transaction.Db.Plannings.AnyAsync(
                    row => row.TownHallId == planning.TownHallId && row.Name == name && row.Id != planningId, ct),
                nameof(PlanningNames.Name),
                FieldProblem.Taken);
            if (!checks.IsFine)
            {
                return Refused(checks);
            }

            transaction.Audit(new AuditEntry("planning-change", PlanningRows.Subject(planningId), null, section.Apply(planning)));
            if (section is PlanningReminders)
            {
                await reminders.OfPlanningAsync(transaction, planning.TownHallId, planningId, ct);
            }

            return await SavedAsync(transaction, availability, planningId, ct);
        }, ct);
}
