using System.Globalization;
using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Audit;

/// <summary>Finds what the numbers in rows of the audit stand for, as far as the reader may know it.</summary>
internal sealed class AuditSubjects(CreneauDb db, AuditScope scope, Actor reader)
{
    public async Task<AuditPage> PageOfAsync(IReadOnlyList<AuditRow> rows, AuditCursor? next, CancellationToken ct) => new(rows, next)
    {
        TownHallId = scope.TownHallId,
        Names = await NamesAsync(rows, ct),
        Appointments = await AppointmentsAsync(rows, ct),
    };

    private async Task<Dictionary<int, string>> NamesAsync(IReadOnlyList<AuditRow> rows, CancellationToken ct)
    {
        int[] acting =
        [
            .. rows.Where(row => row.ActorKind is ActorKind.Agent or ActorKind.RelayAgent)
                .Select(row => row.ActorId).OfType<int>().Distinct(),
        ];
        int[] subjects = [.. rows.Select(row => NumberIn(row.Subject, "agent:")).OfType<int>().Distinct()];
        var townHall = scope.TownHallId;
        var memberships = db.AgentMemberships;
        return await db.Agents.AsNoTracking()
            .Where(agent => agent.Name != "")
            .Where(agent => acting.Contains(agent.Id) || (subjects.Contains(agent.Id)
                && (townHall == null || memberships.Any(row => row.AgentId == agent.Id && row.TownHallId == townHall))))
            .ToDictionaryAsync(agent => agent.Id, agent => agent.Name, ct);
    }

    private async Task<Dictionary<Guid, AuditedAppointment>> AppointmentsAsync(IReadOnlyList<AuditRow> rows, CancellationToken ct)
    {
        Guid[] ids = [.. rows.Select(row => AppointmentIn(row.Subject)).OfType<Guid>().Distinct()];
        var townHall = scope.TownHallId;
        var found = ids.Length == 0 ? [] : await db.Appointments.AsNoTracking()
            .Where(row => ids.Contains(row.Id) && row.Status != AppointmentStatus.Held && row.Status != AppointmentStatus.Expired)
            .Where(row => townHall == null || row.TownHallId == townHall || row.BookedByTownHallId == townHall)
            .ToListAsync(ct);
        return found.ToDictionary(
            row => row.Id, row => new AuditedAppointment(row.Id, row.Reference, AppointmentAccess.ForAgent(reader, row) is not null));
    }

    /// <summary>A visit of an appointment has the appointment's id.</summary>
    internal static Guid? AppointmentIn(string subject) =>
        subject.Split(':', 2) is ["appointment" or "visit", var text] && Guid.TryParse(text, out var id) ? id : null;

    private static int? NumberIn(string subject, string kind) =>
        subject.StartsWith(kind, StringComparison.Ordinal)
        && int.TryParse(subject.AsSpan(kind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}
