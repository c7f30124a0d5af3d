using Creneau.Booking;
using Creneau.Notifications;
using Creneau.Storage;

namespace Creneau.Doctor;

/// <summary>I4: the events tell the same as the rows. I5: every message due was queued, once, and none after the end.</summary>
internal static class LifeChecks
{
    // Messages are kept for thirty days; of what is older nothing can be said
    private static readonly TimeSpan MessagesKnown = TimeSpan.FromDays(OutboxMessage.DaysKept - 1);

    private static readonly string Held = Number(AppointmentStatus.Held);
    private static readonly string Cancelled = Number(AppointmentStatus.Cancelled);
    private static readonly string Web = ((short)BookingChannel.Web).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<CheckResult> EventsAsync(CreneauDb db, CancellationToken ct)
    {
        var rows = new Rows(db);
        await rows.NoneAsync("status other than the last event's", """
            SELECT a.id FROM appointment AS a
            LEFT JOIN (SELECT appointment_id, max(id) AS id FROM appointment_event GROUP BY appointment_id) AS last ON last.appointment_id = a.id
            LEFT JOIN appointment_event AS e ON e.id = last.id
            WHERE e.id IS NULL OR e.to_status <> a.status
            """, ct);
        await rows.NoneAsync("held without an end", $"SELECT a.id FROM appointment AS a WHERE a.status = {Held} AND a.held_until_utc IS NULL", ct);
        return CheckResult.Of("I4", rows.Violations, (await rows.CountAsync("appointment", ct), "appointments"), (await rows.CountAsync("appointment_event", ct), "events"));
    }

    public static async Task<CheckResult> MessagesAsync(CreneauDb db, DateTime nowUtc, CancellationToken ct)
    {
        var rows = new Rows(db);
        var sinceUtc = nowUtc - MessagesKnown;
        await rows.NoneAsync("the same message twice for", """
            SELECT min(CAST(id AS text)) AS id FROM outbox_message WHERE appointment_id IS NOT NULL
            GROUP BY appointment_id, purpose, address, occasion HAVING count(*) > 1
            """, ct);
        await rows.NoneAsync("confirmed without a message", Owed(AppointmentEventKind.Confirmed, MessagePurpose.Confirmation), ct, sinceUtc);
        await rows.NoneAsync("cancelled without a message", Owed(AppointmentEventKind.Cancelled, MessagePurpose.Cancelled), ct, sinceUtc);
        await rows.NoneAsync("written to after the cancellation", $"""
            SELECT DISTINCT m.appointment_id AS id FROM outbox_message AS m
            JOIN appointment AS a ON a.id = m.appointment_id AND a.status = {Cancelled}
            JOIN appointment_event AS e ON e.appointment_id = a.id AND e.to_status = {Cancelled}
            WHERE m.created_utc > e.at_utc AND m.purpose <> {(short)MessagePurpose.Cancelled}
            """, ct);
        return CheckResult.Of(
            "I5",
            rows.Violations,
            (await rows.CountAsync("outbox_message", ct), "messages"),
            (await rows.CountAsync($"outbox_message WHERE state = {(short)MessageState.Waiting}", ct), "waiting"));
    }

    /// <summary>Appointments of people online that had such an event, out of a status in which somebody had to be told, and no such message.</summary>
    private static string Owed(AppointmentEventKind happened, MessagePurpose purpose) => $$"""
        SELECT DISTINCT a.id FROM appointment AS a
        JOIN appointment_event AS e ON e.appointment_id = a.id AND e.kind = {{(short)happened}}
        WHERE a.channel = {{Web}} AND e.at_utc > {0} AND (e.kind <> {{(short)AppointmentEventKind.Cancelled}} OR e.from_status <> {{Held}})
            AND NOT EXISTS (SELECT 1 FROM outbox_message AS m WHERE m.appointment_id = a.id AND m.purpose = {{(short)purpose}})
        """;

    private static string Number(AppointmentStatus status) => ((short)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
