using System.Text.Json.Serialization;
using Creneau.Acting;

namespace Creneau.Appointments;

/// <summary>
/// The right to open an appointment, as a value: only a link, reference and contact, the session that booked it, a proven
/// contact, or an agent's rights make one (<see cref="FindAppointment"/>). A browser keeps it sealed; raising the
/// appointment's token version makes it worthless.
/// </summary>
public sealed record AppointmentAccess
{
    [JsonConstructor]
    internal AppointmentAccess(Guid appointmentId, int tokenVersion, int? townHallId = null) =>
        (AppointmentId, TokenVersion, TownHallId) = (appointmentId, tokenVersion, townHallId);

    public Guid AppointmentId { get; }

    public int TokenVersion { get; }

    /// <summary>
    /// Of a right that comes from an agent's: the town hall where the appointment must still be, or which booked it elsewhere;
    /// null for the others.
    /// </summary>
    public int? TownHallId { get; }

    internal static AppointmentAccess To(Appointment appointment) => new(appointment.Id, appointment.TokenVersion);

    /// <returns>
    /// Null unless the agent may see the appointments of its town hall, or acts for the one that booked it there.
    /// </returns>
    internal static AppointmentAccess? ForAgent(Actor agent, Appointment appointment) =>
        !agent.AtCounter ? null
        : agent.May(Rights.Appointments, appointment.TownHallId)
            ? new(appointment.Id, appointment.TokenVersion, appointment.TownHallId)
        : appointment.BookedByTownHallId is { } by && (agent.May(Rights.Appointments, by) || agent.May(Rights.Relay, by))
            ? new(appointment.Id, appointment.TokenVersion, by)
            : null;

    /// <returns>Null unless the proven contact is one of the ways to reach the appointment's own.</returns>
    internal static AppointmentAccess? ForContact(Appointment appointment, Contact proven) =>
        appointment.Contact?.SharesWayWith(proven) == true ? To(appointment) : null;

    internal bool Opens(Appointment appointment) =>
        appointment.Id == AppointmentId && appointment.TokenVersion == TokenVersion
        && (TownHallId is null || TownHallId == appointment.TownHallId || TownHallId == appointment.BookedByTownHallId);
}

/// <summary>An appointment with the right to it.</summary>
public sealed record OpenedAppointment(Appointment Appointment, AppointmentAccess Access);
