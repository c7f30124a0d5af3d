using Creneau.Appointments;

namespace Creneau.Web.Browser;

/// <summary>What has just happened to the appointment; its page says so.</summary>
public enum AppointmentNotice
{
    None,
    Confirmed,
    Moved,
    PartyChanged,
    SaidComing,
}

/// <summary>
/// The booking that a browser is at: its hold, an appointment that it has proven to be its own, or both. It travels in a cookie and
/// holds nothing that anybody typed about a person.
/// </summary>
/// <param name="Access">The right to the appointment; worthless once its token version is raised.</param>
/// <param name="Search">Query of the search that the slot came from, to return to it.</param>
/// <param name="FormVersion">
/// Random; changes when the form is sent or emptied. A form of another version is out of date, and a draft of another version belongs
/// to an earlier session of this browser. Set whenever there is a hold or a draft.
/// </param>
/// <param name="Refusal">The answer to a right code that confirmed nothing.</param>
public sealed record BookingState(
    Guid? HoldId = null,
    AppointmentAccess? Access = null,
    AppointmentNotice Notice = AppointmentNotice.None,
    string? Search = null,
    string? FormVersion = null,
    ConfirmationRefusal? Refusal = null);

/// <summary>
/// Who cannot be confirmed (rule 4). Each such answer counts against a limit, so it is kept: a page that is opened again shows it
/// without asking again.
/// </summary>
/// <param name="Ordinals">People of the hold, from 0; empty when the limit is reached and nobody is named any more.</param>
/// <param name="Own">The right to the other appointment, when it has the same contact.</param>
public sealed record ConfirmationRefusal(Guid HoldId, IReadOnlyList<int> Ordinals, AppointmentAccess? Own = null);
