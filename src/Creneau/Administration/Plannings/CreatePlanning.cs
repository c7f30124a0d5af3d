using Creneau.Acting;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Administration.ManagedTownHall;

namespace Creneau.Administration.Plannings;

/// <summary>What a new planning begins with.</summary>
public enum PlanningTemplate
{
    /// <summary>« CNI et passeports »: the four services of identity documents, with the platform's minutes.</summary>
    Identity,
    /// <summary>Nothing: its services are added one by one.</summary>
    Empty,
}

/// <summary>Adds a planning to a town hall. It is not public until <see cref="PublishPlanning"/>: agents see it, citizens do not.</summary>
public sealed class CreatePlanning(Transactions transactions, AvailabilityIndex availability)
{
    private const int NoticeMinutes = 12 * 60;
    private const int HorizonDays = 90;

    /// <summary>Writes the planning and its services; a refusal has written nothing but its audit row.</summary>
    public Task<SaveResult> RunAsync(
        Actor actor, int townHallId, PlanningTemplate template, string name, CancellationToken ct) =>
        transactions.RunAsync<SaveResult>(actor, "planning-create", async transaction =>
        {
            if (!await MayAsync(transaction, townHallId, new AuditEntry("planning-create", Subject(townHallId)), ct))
            {
                return Refused(SaveRefusal.NotFound);
            }

            var trimmed = name?.Trim() ?? "";
            var checks = new PlanningNames(trimmed, null).Check().When(
                await transaction.Db.Plannings.AnyAsync(row => row.TownHallId == townHallId && row.Name == trimmed, ct),
                nameof(PlanningNames.Name),
                FieldProblem.Taken);
            if (!checks.IsFine)
            {
                return Refused(checks);
            }

            var planning = new Planning(townHallId, trimmed, new BookingWindow(NoticeMinutes, HorizonDays, null))
                .Offer(ServicesOf(template)).AsDraft();
            transaction.Db.Add(planning);
            await transaction.Db.SaveChangesAsync(ct);
            transaction.Audit(new AuditEntry("planning-create", PlanningRows.Subject(planning.Id)));
            return await SavedAsync(transaction, availability, planning.Id, ct);
        }, ct);

    private static Service[] ServicesOf(PlanningTemplate template) => template switch
    {
        PlanningTemplate.Identity =>
        [
            Service.Of(ServiceKind.IdCard, 0), Service.Of(ServiceKind.Passport, 1), Service.Of(ServiceKind.IdCardAndPassport, 2),
            Service.Of(ServiceKind.Collection, 3),
        ],
        PlanningTemplate.Empty => [],
        _ => throw new ArgumentOutOfRangeException(nameof(template)),
    };
}
