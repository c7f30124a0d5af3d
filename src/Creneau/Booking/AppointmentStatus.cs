namespace Creneau.Booking;

/// <summary>An appointment's life; see `docs/glossary.md`.</summary>
public enum AppointmentStatus : short
{
    Held = 0,
    Confirmed = 1,
    Arrived = 2,
    InProgress = 3,
    Completed = 4,
    NoShow = 5,
    Expired = 6,
    Cancelled = 7,
    Unrecorded = 8,
}

public enum BookingChannel : short
{
    Web = 0,
    Counter = 1,
    Phone = 2,
    Api = 3,
    Import = 4,
    Platform = 5,
}

public enum AppointmentEventKind : short
{
    Held = 0,
    Prolonged = 1,
    CodeAsked = 2,
    Confirmed = 3,
    Moved = 4,
    PartyChanged = 5,
    Cancelled = 6,
    Expired = 7,
    Unrecorded = 8,
}

public static class AppointmentStatuses
{
    /// <summary>Statuses in which a confirmed person holds the right to the procedure (rule 4).</summary>
    public static bool Claims(this AppointmentStatus status) =>
        status is AppointmentStatus.Confirmed or AppointmentStatus.Arrived or AppointmentStatus.InProgress;

    /// <summary>Statuses in which the appointment takes its desk.</summary>
    public static bool Occupies(this AppointmentStatus status) => status is AppointmentStatus.Held || status.Claims();
}
