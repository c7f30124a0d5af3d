using System.Text.Json;

namespace Creneau.Counter.Visits;

/// <summary>
/// One stay at the counter, with an appointment or without. Its steps are what it is; the other columns follow from them, for
/// statements and constraints: no desk serves two visits at once, no appointment has two, no ticket is given twice a day.
/// </summary>
public sealed class Visit
{
    public const int MostSteps = 100;

    /// <summary>For how long a step can be undone.</summary>
    public static readonly TimeSpan UndoLength = TimeSpan.FromMinutes(1);

    private VisitStep[]? _steps;
    private VisitCourse? _course;

    private Visit()
    {
    }

    /// <param name="place">Where and for what.</param>
    /// <param name="deleteAfterUtc">When its row goes.</param>
    public Visit(Guid id, VisitPlace place, DateTime deleteAfterUtc)
    {
        (Id, DeleteAfterUtc) = (id, deleteAfterUtc);
        (TownHallId, SiteId, PlanningId, Date) = (place.TownHallId, place.SiteId, place.PlanningId, place.Date);
        (AppointmentId, ServiceId, People) = (place.AppointmentId, place.ServiceId, place.People);
    }

    public Guid Id { get; private set; }

    public int TownHallId { get; private set; }

    public int SiteId { get; private set; }

    public int PlanningId { get; private set; }

    /// <summary>Wall clock of the town hall.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>Null: without an appointment.</summary>
    public Guid? AppointmentId { get; private set; }

    /// <summary>What somebody without an appointment comes for; null with one, whose people have theirs.</summary>
    public int? ServiceId { get; private set; }

    /// <summary>1 to 6.</summary>
    public int People { get; private set; }

    /// <summary>Of the planning; null until somebody has come.</summary>
    public string? TicketLetter { get; private set; }

    /// <summary>From 1 on each day.</summary>
    public int? TicketNumber { get; private set; }

    public VisitStatus Status { get; private set; }

    /// <summary>The desk that it takes now.</summary>
    public int? AtDeskId { get; private set; }

    public DateTime? ArrivedUtc { get; private set; }

    public DateTime? FirstCalledUtc { get; private set; }

    public DateTime? LastCalledUtc { get; private set; }

    public DateTime? EndedUtc { get; private set; }

    /// <summary>Raised by each change: whoever decided on an older one starts again.</summary>
    public int Version { get; private set; }

    public DateTime DeleteAfterUtc { get; private set; }

    /// <summary>The steps as JSON.</summary>
    public string StepsText { get; private set; } = "[]";

    public IReadOnlyList<VisitStep> Steps => _steps ??= JsonSerializer.Deserialize<VisitStep[]>(StepsText)!;

    public VisitCourse Course => _course ??= VisitCourse.Of(Steps);

    /// <summary>« A 14 »; null until somebody has come.</summary>
    public Ticket? Ticket => TicketNumber is { } number ? new Ticket(TicketLetter!, number) : null;

    /// <summary>Until when the last step can be undone.</summary>
    public DateTime UndoUntilUtc => Steps is [.., var last] ? last.AtUtc + UndoLength : DateTime.MinValue;

    internal void SetTicket(Ticket ticket) => (TicketLetter, TicketNumber) = (ticket.Letter, ticket.Number);

    /// <summary>Notes a step. No step lies before the one before it, whatever the clock says.</summary>
    internal void Add(VisitStep step)
    {
        var steps = Steps;
        if (steps.Count >= MostSteps)
        {
            throw new InvalidOperationException($"Visit {Id} has {steps.Count} steps.");
        }

        Set([.. steps, steps is [.., var last] && last.AtUtc > step.AtUtc ? step with { AtUtc = last.AtUtc } : step]);
    }

    /// <summary>Takes the last step back.</summary>
    internal void RemoveLast() => Set([.. Steps.SkipLast(1)]);

    private void Set(VisitStep[] steps)
    {
        StepsText = JsonSerializer.Serialize(steps);
        (_steps, _course) = (steps, VisitCourse.Of(steps));
        (Status, AtDeskId, ArrivedUtc) = (_course.Status, _course.AtDeskId, _course.ArrivedUtc);
        (FirstCalledUtc, LastCalledUtc, EndedUtc) = (_course.FirstCalledUtc, _course.LastCalledUtc, _course.EndedUtc);
        Version++;
    }
}

/// <summary>Where and for what somebody stays.</summary>
public sealed record VisitPlace(int TownHallId, int SiteId, int PlanningId, DateOnly Date)
{
    public Guid? AppointmentId { get; init; }

    public int? ServiceId { get; init; }

    public int People { get; init; } = 1;
}

/// <summary>What is called in the waiting room: the letter of a planning and a number of the day.</summary>
public readonly record struct Ticket(string Letter, int Number)
{
    public override string ToString() => FormattableString.Invariant($"{Letter} {Number:00}");
}
