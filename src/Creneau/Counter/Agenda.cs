using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability.Openings;
using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Counter;

/// <summary>Days of a site, both ends included; wall clock of the town hall.</summary>
public sealed record AgendaQuery(int SiteId, DateOnly From, DateOnly To)
{
    public const int MostDays = 7;

    /// <summary>0 or less when the ends are reversed.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;
}

public enum AgendaRefusal
{
    /// <summary>No such site, or not one of the actor's town hall.</summary>
    NotFound,
    /// <summary>The last day lies before the first.</summary>
    Reversed,
    /// <summary>More than <see cref="AgendaQuery.MostDays"/> days.</summary>
    TooLong,
}

public abstract record AgendaResult
{
    public sealed record Found(Agenda Agenda) : AgendaResult;

    public sealed record Refused(AgendaRefusal Reason) : AgendaResult;
}

/// <summary>What an agent sees of a site's days: everything that its desks do, whatever planning it is for.</summary>
/// <param name="NowLocal">Wall clock of the town hall at the moment of reading.</param>
/// <param name="Desks">In order of rank; a desk keeps its place whatever happens.</param>
/// <param name="Appointments">By day, start and desk; one per desk that the appointment takes. What left is not among them.</param>
public sealed record Agenda(
    Site Site,
    AgendaQuery Query,
    DateTime NowLocal,
    IReadOnlyList<AgendaDesk> Desks,
    IReadOnlyList<AgendaAppointment> Appointments)
{
    /// <summary>By day, start and desk.</summary>
    public IReadOnlyList<FreeStart> Free { get; init; } = [];

    /// <summary>When desks are open, by desk and day.</summary>
    public IReadOnlyList<OpenTime> Open { get; init; } = [];

    /// <summary>Why they are not, where there is a reason; before the first opening and after the last there is none.</summary>
    public IReadOnlyList<ClosedTime> Closures { get; init; } = [];

    public DateOnly Today => DateOnly.FromDateTime(NowLocal);

    public IEnumerable<DateOnly> Dates => Enumerable.Range(0, Query.Days).Select(Query.From.AddDays);
}

public enum DeskCondition
{
    Open,
    /// <summary>Nothing is wrong: it has no opening now.</summary>
    OutsideHours,
    Closed,
    OutOfOrder,
}

/// <param name="PlanningIds">The plannings that use it, by its rank in them.</param>
/// <param name="Now">How it stands at the moment of reading.</param>
/// <param name="Reason">Of a closure that is under way; null when there is none.</param>
/// <param name="Told">The closure's own words; null when it has none.</param>
public sealed record AgendaDesk(
    int Id, string Name, IReadOnlyList<int> PlanningIds, DeskCondition Now, ClosureReason? Reason, string? Told);

/// <summary>An appointment at one of its desks.</summary>
public sealed record AgendaAppointment
{
    public required Guid Id { get; init; }

    public required string Reference { get; init; }

    public required int PlanningId { get; init; }

    public required AppointmentStatus Status { get; init; }

    public required BookingChannel Channel { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>As people were told; half-open minutes of the day.</summary>
    public required int StartMinute { get; init; }

    public required int EndMinute { get; init; }

    /// <summary>The desk at which it is shown; of an appointment with several desks each has a row of its own.</summary>
    public required int DeskId { get; init; }

    /// <summary>What it takes of that desk.</summary>
    public required int TakenFrom { get; init; }

    public required int TakenUntil { get; init; }

    /// <summary>In the order of the form; a hold names nobody.</summary>
    public required IReadOnlyList<AgendaPerson> People { get; init; }

    public bool HasContact { get; init; }

    /// <summary>E.164; null without one, and of a hold.</summary>
    public string? Phone { get; init; }

    public bool HasNote { get; init; }

    /// <summary>The last message about it could not be delivered.</summary>
    public bool IsUnreached { get; init; }

    /// <summary>Its contact said that they come.</summary>
    public bool HasSaidComing { get; init; }

    public bool IsUrgent { get; init; }

    public bool IsOutsideHours { get; init; }

    /// <summary>When an agent's cancellation is carried out; null: none was asked for.</summary>
    public DateTime? CancelAtUtc { get; init; }

    /// <summary>The town hall that booked it from elsewhere; null for all others.</summary>
    public int? BookedByTownHallId { get; init; }

    /// <summary>How many people are still « à compléter »; 0 for a hold.</summary>
    public int Unnamed => Status == AppointmentStatus.Held ? 0 : People.Count(person => !person.IsNamed);
}

/// <summary>Empty names: nobody is named yet.</summary>
public readonly record struct AgendaPerson(int ServiceId, string BirthName, string FirstGivenName)
{
    public bool IsNamed => BirthName.Length > 0 || FirstGivenName.Length > 0;
}

/// <summary>A start that one person can have, with the shortest service that it takes there.</summary>
/// <param name="IsCounterOnly">The public does not see it.</param>
public readonly record struct FreeStart(
    int DeskId, int PlanningId, DateOnly Date, int StartMinute, int Minutes, bool IsCounterOnly);

/// <summary>Half-open minutes of a day in which a desk is open for one planning at least.</summary>
public readonly record struct OpenTime(int DeskId, DateOnly Date, int StartMinute, int EndMinute);

public enum ClosedKind
{
    /// <summary>Between two openings of the day.</summary>
    Pause,
    PublicHoliday,
    Closure,
    /// <summary>Open to people without an appointment alone.</summary>
    WalkInOnly,
}

/// <summary>Half-open minutes of a day in which a desk is closed.</summary>
/// <param name="Reason">Of a closure; null for the other kinds.</param>
/// <param name="Told">The closure's own words; null when it has none.</param>
public sealed record ClosedTime(
    int DeskId, DateOnly Date, MinuteRange Time, ClosedKind Kind, ClosureReason? Reason = null, string? Told = null)
{
    /// <summary>Of a public holiday; null for the other kinds.</summary>
    public HolidayName? Holiday { get; init; }
}
