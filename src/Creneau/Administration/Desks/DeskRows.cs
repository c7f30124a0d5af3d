using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Administration.Desks;

internal static class DeskRows
{
    /// <summary>Whether the plannings that would use a desk are those of its town hall.</summary>
    public static async Task<bool> AreOfAsync(Transaction transaction, int townHallId, DeskDetails details, CancellationToken ct)
    {
        var own = await transaction.Db.Plannings.Where(row => row.TownHallId == townHallId).Select(row => row.Id).ToListAsync(ct);
        return details.Uses.All(use => own.Contains(use.PlanningId));
    }

    /// <param name="deskId">Null: it is new.</param>
    public static async Task<FieldChecks> CheckAsync(
        Transaction transaction, int siteId, int? deskId, DeskDetails details, CancellationToken ct)
    {
        var name = details.Name?.Trim() ?? "";
        return details.Check().When(
            await transaction.Db.Desks.AnyAsync(row => row.SiteId == siteId && row.Name == name && row.Id != (deskId ?? 0), ct),
            nameof(DeskDetails.Name),
            FieldProblem.Taken);
    }

    /// <summary>Whether appointments or holds of a planning lie ahead at a locked desk.</summary>
    public static Task<bool> HasAppointmentsAsync(
        Transaction transaction, Desk desk, IReadOnlyList<int> plannings, DateOnly today, CancellationToken ct) =>
        transaction.Db.Occupancies.Where(row => row.DeskId == desk.Id && row.Date >= today)
            .Join(transaction.Db.Appointments, row => row.AppointmentId, appointment => appointment.Id, (row, appointment) => appointment)
            .AnyAsync(appointment => plannings.Contains(appointment.PlanningId), ct);
}
