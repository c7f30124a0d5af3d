using System.Globalization;
using Creneau.Availability;
using Creneau.Storage;

namespace Creneau.Appointments.Auditing;

/// <summary>What the audit says of an appointment.</summary>
internal static class AppointmentAudit
{
    public static AuditEntry Of(string operation, Guid appointmentId, string? before = null, string? after = null) =>
        new(operation, $"appointment:{appointmentId}", before, after);

    public static string Text(SlotTime slot) => string.Create(
        CultureInfo.InvariantCulture,
        $"site:{slot.SiteId} desk:{slot.DeskId} {slot.Date:yyyy-MM-dd} {slot.StartMinute}-{slot.EndMinute}");
}
