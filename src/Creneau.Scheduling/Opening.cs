namespace Creneau.Scheduling;

/// <summary>Who may book the starts of an opening.</summary>
public enum OpeningChannel
{
    /// <summary>Anybody, online and at the counter.</summary>
    Online,

    /// <summary>Agents only.</summary>
    CounterOnly,

    /// <summary>Agents only until a number of days before the day, then online too.</summary>
    CounterUntil,
}

/// <summary>A weekly or dated time range in which a desk takes given services.</summary>
/// <param name="When">The dates.</param>
/// <param name="Time">Wall clock of the town hall, end not included.</param>
/// <param name="StepMinutes">
/// Distance of two starts, counted from the start of the range; a multiple of 5, at least 5. Durations are rounded up to
/// it.
/// </param>
/// <param name="Services">The services that can be booked, by their local index in the planning.</param>
/// <param name="Channel">Who may book.</param>
/// <param name="OnlineDaysBefore">
/// With <see cref="OpeningChannel.CounterUntil"/>: online from this many days before the day on (0 = on the day itself).
/// Ignored otherwise.
/// </param>
public record Opening(
    Recurrence When, MinuteRange Time, int StepMinutes, ServiceSet Services, OpeningChannel Channel, int OnlineDaysBefore);
