using Creneau.Acting;
using Creneau.Notifications;
using Creneau.Storage.Checks;

namespace Creneau.Appointments.Checks;

/// <summary>I5: every message due was queued, once, and none after the end.</summary>
internal sealed class MessageCheck : IInvariantCheck
{
    // Messages are kept for thirty days; of what is older nothing can be said
    private static readonly TimeSpan MessagesKnown = TimeSpan.FromDays(OutboxMessage.DaysKept - 1);

    private static readonly string Held = Number(AppointmentStatus.Held);
    private static readonly string Cancelled = Number(AppointmentStatus.Cancelled);
    private static readonly string Web = ((short)BookingChannel.Web).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string Invariant => "I5";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        var sinceUtc = nowUtc - MessagesKnown;
        await rows.NoneAsync("the same message twice for", """
            SELECT min(CAST(id AS text)) AS id FROM outbox_message WHERE appointment_id IS NOT NULL
            GROUP BY appointment_id, purpose, address, occasion HAVING count(*) > 1
            """, ct);
        await rows.NoneAsync(
            "confirmed without a message", Owed(AppointmentEventKind.Confirmed, MessagePurpose.Confirmation), ct, sinceUtc);
        await rows.NoneAsync("cancelled without a message", Owed(AppointmentEventKind.Cancelled, MessagePurpose.Cancelled), ct, sinceUtc);
        await rows.NoneAsync("moved without a message", Owed(AppointmentEventKind.Moved, MessagePurpose.Moved), ct, sinceUtc);
        await rows.NoneAsync(
            "changed in its party without a message", Owed(AppointmentEventKind.PartyChanged, MessagePurpose.PartyChanged), ct, sinceUtc);
        await rows.NoneAsync("written to after the cancellation", $"""
            SELECT DISTINCT m.appointment_id AS id FROM outbox_message AS m
            JOIN appointment AS a ON a.id = m.appointment_id AND a.status = {Cancelled}
            JOIN (SELECT appointment_id, max(at_utc) AS at_utc FROM appointment_event WHERE to_status = {Cancelled}
                GROUP BY appointment_id) AS e ON e.appointment_id = a.id
            WHERE m.created_utc > e.at_utc AND m.purpose <> {(short)MessagePurpose.Cancelled}
                AND NOT (m.purpose = {(short)MessagePurpose.Reminder} AND m.state = {(short)MessageState.Useless})
            """, ct);
        await rows.CountAsync("messages", "outbox_message", ct);
        await rows.CountAsync("waiting", $"outbox_message WHERE state = {(short)MessageState.Waiting}", ct);
    }

    /// <summary>
    /// Appointments to which such a thing happened online more often than was written about it. A hold that changes owes
    /// nobody anything, and a change of the party that moves the appointment as well is told once, as the former.
    /// </summary>
    private static string Owed(AppointmentEventKind happened, MessagePurpose purpose) => $$"""
        SELECT e.appointment_id AS id FROM appointment_event AS e
        JOIN appointment AS a ON a.id = e.appointment_id
        WHERE e.kind = {{(short)happened}} AND e.channel = {{Web}} AND e.at_utc > {0}
            AND (e.kind = {{(short)AppointmentEventKind.Confirmed}} OR e.from_status <> {{Held}})
            AND NOT EXISTS (SELECT 1 FROM appointment_event AS p WHERE p.appointment_id = e.appointment_id
                AND e.kind = {{(short)AppointmentEventKind.Moved}}
                AND p.kind = {{(short)AppointmentEventKind.PartyChanged}} AND p.at_utc = e.at_utc)
        GROUP BY e.appointment_id
        HAVING count(*) > (SELECT count(DISTINCT m.occasion) FROM outbox_message AS m
            WHERE m.appointment_id = e.appointment_id AND m.purpose = {{(short)purpose}} AND m.created_utc > {0})
        """;

    private static string Number(AppointmentStatus status) => ((short)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
