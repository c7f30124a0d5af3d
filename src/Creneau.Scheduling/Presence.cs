namespace Creneau.Scheduling;

/// <summary>One agent being there, for one planning at one site.</summary>
/// <param name="When">The dates. Public holidays change nothing here: what is closed on them is the opening.</param>
/// <param name="Time">Wall clock, end not included.</param>
public record Presence(Recurrence When, MinuteRange Time);
