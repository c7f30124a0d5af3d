using Creneau.Appointments;
using Creneau.Availability;

namespace Creneau.Offers.Runs;

/// <summary>How somebody is told of a cancellation.</summary>
public enum ToldBy
{
    Mail,
    Sms,

    /// <summary>There is a phone, and no SMS leaves this platform: somebody calls.</summary>
    Call,

    /// <summary>There is no contact at all.</summary>
    Nothing,
}

/// <summary>One person of an appointment, as a list names them.</summary>
/// <param name="BirthName">Empty while nobody is named.</param>
public sealed record CancelledPerson(int ServiceId, string BirthName, string FirstName);

/// <summary>An appointment in a list of those that a town hall cancels.</summary>
/// <param name="People">In the order of the form.</param>
public sealed record CancelledAppointment(
    Guid Id, string Reference, AppointmentStatus Status, SlotTime Slot, IReadOnlyList<CancelledPerson> People, ToldBy Told)
{
    public string? Phone { get; init; }

    internal static CancelledAppointment Of(Appointment row, bool sendsSms) => new(
        row.Id,
        row.Reference,
        row.Status,
        row.Slot,
        [
            .. row.Applicants.OrderBy(person => person.Ordinal)
                .Select(person => new CancelledPerson(person.ServiceId, person.BirthName ?? "", person.FirstGivenName ?? "")),
        ],
        WayOf(row.Email, row.Phone, sendsSms))
    {
        Phone = row.Phone,
    };

    internal static ToldBy WayOf(string? email, string? phone, bool sendsSms) =>
        email is not null ? ToldBy.Mail : phone is null ? ToldBy.Nothing : sendsSms ? ToldBy.Sms : ToldBy.Call;
}
