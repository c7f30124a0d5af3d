using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Notes;
using Creneau.Notifications;

namespace Creneau.Counter.People;

/// <summary>Everything that agents see of one appointment.</summary>
/// <param name="Opened">With its people in the order of the form, and the right to change it.</param>
/// <param name="PreRequests">Their numbers in the clear, by the person's ordinal.</param>
/// <param name="Notes">The newest first.</param>
/// <param name="Messages">The newest first; codes are not among them.</param>
/// <param name="History">The newest first; what a hold goes through before it is confirmed is not among it.</param>
public sealed record AppointmentDetails(
    OpenedAppointment Opened,
    ILookup<int, string> PreRequests,
    IReadOnlyList<AppointmentNote> Notes,
    IReadOnlyList<SentMessage> Messages,
    IReadOnlyList<HistoryLine> History)
{
    public Appointment Appointment => Opened.Appointment;
}

/// <param name="AtUtc">When it was sent; of one that was not, when it was asked for.</param>
/// <param name="Failure">Why it failed or was not sent, as the server said it; null while all is well.</param>
public sealed record SentMessage(
    MessagePurpose Purpose, MessageChannel Channel, string Address, MessageState State, DateTime AtUtc, string? Failure);

/// <param name="AgentName">Null unless an agent did it whose account still exists.</param>
/// <param name="TownHallId">For which the agent acted; null for everybody else.</param>
public sealed record HistoryLine(
    AppointmentEventKind Kind, DateTime AtUtc, ActorKind By, BookingChannel Channel, string? AgentName, int? TownHallId)
{
    public required DeparturePlace Place { get; init; }

    /// <summary>Where and when it was before a move; null otherwise.</summary>
    public DeparturePlace? Before { get; init; }

    /// <summary>Words of <see cref="EventReasons"/>, or a reason; null for none.</summary>
    public string? Why { get; init; }
}
