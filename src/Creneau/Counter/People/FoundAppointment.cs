using Creneau.Appointments;

namespace Creneau.Counter.People;

/// <summary>An appointment in a list of several days.</summary>
public sealed record FoundAppointment(
    Guid Id,
    string Reference,
    int TownHallId,
    int SiteId,
    int DeskId,
    DateOnly Date)
{
    public required int StartMinute { get; init; }

    public required int EndMinute { get; init; }

    public required AppointmentStatus Status { get; init; }

    /// <summary>In the order of the form; empty names for who is not named yet.</summary>
    public required IReadOnlyList<FoundPerson> People { get; init; }

    public DateTime? CancelAtUtc { get; init; }

    public string? Email { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    public bool HasContact => Email is not null || Phone is not null;
}

public sealed record FoundPerson(int ServiceId, string BirthName, string FirstGivenName, BirthDate? BirthDate)
{
    public bool IsNamed => BirthName.Length > 0 || FirstGivenName.Length > 0;
}

internal static class FoundAppointments
{
    public static FoundAppointment Of(Appointment appointment) => new(
        appointment.Id,
        appointment.Reference,
        appointment.TownHallId,
        appointment.SiteId,
        appointment.DeskId,
        appointment.Date)
    {
        StartMinute = appointment.StartMinute,
        EndMinute = appointment.EndMinute,
        Status = appointment.Status,
        CancelAtUtc = appointment.CancelAtUtc,
        Email = appointment.Email,
        Phone = appointment.Phone,
        People =
        [
            .. appointment.Applicants.OrderBy(person => person.Ordinal).Select(
                person => new FoundPerson(person.ServiceId, person.BirthName ?? "", person.FirstGivenName ?? "", person.BirthDate)),
        ],
    };
}
