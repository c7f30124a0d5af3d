using Creneau.Appointments;
using Creneau.Catalogue;

namespace Creneau.Counter.Demonstration;

/// <summary>
/// One stay at the counter as the demonstration's day has it; seconds of the day, <see cref="Never"/> for what does not happen.
/// </summary>
internal sealed class DemoStay
{
    public const int Never = int.MaxValue;

    /// <summary>Null: without an appointment.</summary>
    public Appointment? Appointment { get; init; }

    /// <summary>What somebody without an appointment comes for.</summary>
    public Service? Service { get; init; }

    public required int DeskId { get; init; }

    /// <summary>By which it is called: the booked start, else the arrival.</summary>
    public required int Turn { get; init; }

    public required int PlannedSeconds { get; init; }

    public int Arrives { get; set; } = Never;

    public int Called { get; set; } = Never;

    public int Ends { get; set; } = Never;

    public int NotedAbsent { get; set; } = Never;

    /// <summary>One per person; null: done for all.</summary>
    public IReadOnlyList<PersonOutcome>? Outcomes { get; set; }

    public bool IsAbsent => NotedAbsent < Never;

    public bool IsLate => Appointment is not null && Arrives > Turn;

    public bool WaitsAt(int now) => Arrives <= now && now < Called;

    public bool IsServedAt(int now) => Called <= now && now < Ends;
}
