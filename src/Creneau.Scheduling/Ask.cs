namespace Creneau.Scheduling;

/// <summary>What somebody wants to book in one planning.</summary>
/// <param name="Services">The services of all persons, by their local index; the opening must serve every one.</param>
/// <param name="Minutes">Duration before rounding up to the opening's step, as <see cref="PartyDuration"/> gives it; below 1 counts as 1.</param>
/// <param name="AtCounter">True for an agent, who may also use what is kept for the counter.</param>
public readonly record struct Ask(ServiceSet Services, int Minutes, bool AtCounter)
{
    /// <summary>Five-minute units that it takes at least, whatever the step of the opening.</summary>
    internal int LeastUnits => UnitsFor(Minutes);

    /// <summary>Minutes as five-minute units, rounded up, at least 1.</summary>
    internal static int UnitsFor(int minutes) => minutes <= DayBits.UnitMinutes ? 1 : ((minutes - 1) / DayBits.UnitMinutes) + 1;
}
