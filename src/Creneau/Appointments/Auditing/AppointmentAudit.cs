using Creneau.Storage;

namespace Creneau.Appointments.Auditing;

/// <summary>What the audit says of an appointment.</summary>
internal static class AppointmentAudit
{
    public static AuditEntry Of(string operation, Guid appointmentId, string? before = null, string? after = null) =>
        new(operation, $"appointment:{appointmentId}", before, after);
}
