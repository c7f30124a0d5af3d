namespace Creneau.Appointments;

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
    /// <summary>Sent away for something that was missing; the visit goes on the same day.</summary>
    Paused = 9,
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
    /// <summary>An agent gave it another contact, or took it away.</summary>
    ContactChanged = 9,
    /// <summary>An agent asked for its cancellation, which is carried out a little later.</summary>
    CancellationAsked = 10,
    CancellationUndone = 11,
    /// <summary>It was cancelled and is confirmed again.</summary>
    Restored = 12,
    /// <summary>Somebody « à compléter » was named, or a name was corrected.</summary>
    PeopleNamed = 13,
    ServicesChanged = 14,
    Arrived = 15,
    /// <summary>Called to a desk, where it is in progress from then on.</summary>
    Called = 16,
    /// <summary>Called, and nobody came: waits on.</summary>
    NotCome = 17,
    Paused = 18,
    Resumed = 19,
    Completed = 20,
    Absent = 21,
    /// <summary>The counter took its last step back.</summary>
    StepUndone = 22,
    /// <summary>Its contact said that they come.</summary>
    SaidComing = 23,
}

/// <summary>The sets of statuses that rules speak of, each defined here alone.</summary>
public static class AppointmentStatuses
{
    /// <summary>Statuses in which a person holds the right to the procedure (rule 4).</summary>
    public static readonly AppointmentStatus[] Claiming =
    [
        AppointmentStatus.Confirmed,
        AppointmentStatus.Arrived,
        AppointmentStatus.InProgress,
        AppointmentStatus.Paused,
    ];

    /// <summary>
    /// Not over, so that it takes its desks: those that claim, and holds (one past its end is not active, but occupies
    /// until it is expired).
    /// </summary>
    public static readonly AppointmentStatus[] Active = [AppointmentStatus.Held, .. Claiming];

    /// <summary>Over, and yet occupying until 03:00 of the next day: a late comer's place was not sold.</summary>
    public static readonly AppointmentStatus[] KeptUntilClose = [AppointmentStatus.Completed, AppointmentStatus.NoShow];

    /// <summary>Statuses that have no place in a day any more.</summary>
    public static readonly AppointmentStatus[] Gone = [AppointmentStatus.Expired, AppointmentStatus.Cancelled];

    /// <summary>Statuses that become Unrecorded at 03:00 of the next day.</summary>
    public static readonly AppointmentStatus[] OpenAtClose = Claiming;

    /// <summary>Numbers of <see cref="Claiming"/>, as a list in parentheses for a statement.</summary>
    internal static readonly string ClaimingNumbers = NumbersOf(Claiming);

    /// <summary>Numbers of <see cref="Active"/>, as a list in parentheses for a statement.</summary>
    internal static readonly string ActiveNumbers = NumbersOf(Active);

    /// <summary>Numbers of <see cref="KeptUntilClose"/>, as a list in parentheses for a statement.</summary>
    internal static readonly string KeptUntilCloseNumbers = NumbersOf(KeptUntilClose);

    public static bool Claims(this AppointmentStatus status) => Claiming.Contains(status);

    public static bool Occupies(this AppointmentStatus status) => Active.Contains(status);

    private static string NumbersOf(AppointmentStatus[] statuses) => $"({string.Join(", ", statuses.Select(status => (short)status))})";
}
