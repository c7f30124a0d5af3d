using Creneau.Notifications.Rules;

namespace Creneau.Notifications.Sending;

/// <summary>When a message may leave: at night only what somebody waits for.</summary>
internal static class SendingTime
{
    /// <returns>Now, or the next instant within the town hall's sending hours.</returns>
    public static DateTime DueUtc(OutboxMessage message, SendingHours hours, DateTime nowUtc) =>
        message.AtAnyHour || message.AppointmentId is null || MessageFacts.From(message.Facts).TimeZone is not { Length: > 0 } zone
            ? nowUtc
            : hours.NotBeforeUtc(nowUtc, zone);
}
