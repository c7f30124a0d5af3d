namespace Creneau.Notifications;

/// <summary>A message as the recipient reads it.</summary>
/// <param name="Language">"fr" or "en".</param>
/// <param name="Subject">One line; empty for an SMS.</param>
/// <param name="Text">Complete without the HTML; for an SMS the whole of it, in GSM-7.</param>
/// <param name="Html">Null for an SMS.</param>
/// <param name="Calendar">What the calendar should keep or drop; null where there is nothing to.</param>
public sealed record WrittenMessage(string Language, string Subject, string Text, string? Html, CalendarFile? Calendar);
