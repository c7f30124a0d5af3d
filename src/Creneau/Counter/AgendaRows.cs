using System.Data.Common;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability.Openings;
using Creneau.Notifications;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Storage;

namespace Creneau.Counter;

/// <summary>One row of the agenda's first statement: one person of one appointment at one desk.</summary>
internal readonly record struct AgendaRow(AgendaAppointment Head, AgendaPerson Person, DateTime? HeldUntilUtc, bool Occupies);

/// <summary>A closure that may touch the days asked for, and how near it stands to a desk: 0 its own, 1 its site's, 2 all.</summary>
internal sealed record ClosureRow(int? DeskId, int Distance, Closing Closing, ClosureReason Reason, string? Told)
{
    public bool Concerns(int deskId) => DeskId is null || DeskId == deskId;
}

/// <summary>
/// What the agenda reads of the database, in one round trip: statements as they stand, since rows of several desks and people
/// are put together as they arrive.
/// </summary>
internal static class AgendaRows
{
    private static readonly int[] Gone = [.. AppointmentStatuses.Gone.Select(status => (int)status)];

    /// <summary>What has no occupancy any more (past days) is shown at its own desk.</summary>
    public static Question<AgendaRow> Appointments(AgendaQuery query) => new(
        $"""
        SELECT a.id, a.reference, a.status, a.channel, a.planning_id, a.date, a.start_minute, a.end_minute,
            COALESCE(o.desk_id, a.desk_id), COALESCE(o.start_minute, a.start_minute), COALESCE(o.end_minute, a.end_minute),
            o.desk_id IS NOT NULL, a.held_until_utc, a.cancel_at_utc, a.email IS NOT NULL OR a.phone IS NOT NULL,
            EXISTS (SELECT 1 FROM appointment_note AS n WHERE n.appointment_id = a.id),
            COALESCE((SELECT m.state FROM outbox_message AS m WHERE m.appointment_id = a.id AND m.purpose <> {(short)MessagePurpose.Code}
                ORDER BY m.created_utc DESC, m.instead_of IS NOT NULL DESC LIMIT 1), 0) = {(short)MessageState.Failed},
            a.urgency IS NOT NULL, a.outside_hours_reason IS NOT NULL, a.booked_by_town_hall_id,
            p.service_id, p.birth_name, p.first_given_name, a.phone, a.said_coming_utc IS NOT NULL
        FROM appointment AS a
        JOIN applicant AS p ON p.appointment_id = a.id
        LEFT JOIN occupancy AS o ON o.appointment_id = a.id
        WHERE a.site_id = {query.SiteId} AND a.date BETWEEN {query.From} AND {query.To} AND a.status NOT IN ({Gone})
        ORDER BY a.date, a.start_minute, 9, a.id, p.ordinal
        """,
        Row);

    /// <summary>Closures of the site, its town hall and its desks that touch the days from one date to another.</summary>
    public static Question<ClosureRow> Closures(Site site, DateOnly from, DateOnly to) => new(
        $"""
        SELECT desk_id, site_id, from_date, from_minute, until_date, until_minute, reason, told
        FROM closure
        WHERE (town_hall_id = {site.TownHallId} OR site_id = {site.Id} OR desk_id IN (SELECT id FROM desk WHERE site_id = {site.Id}))
            AND from_date <= {to} AND (until_date IS NULL OR until_date >= {from})
        """,
        row => new ClosureRow(
            row.IsDBNull(0) ? null : row.GetInt32(0),
            row.IsDBNull(0) ? row.IsDBNull(1) ? 2 : 1 : 0,
            new Closing(
                row.GetFieldValue<DateOnly>(2),
                row.GetInt32(3),
                row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4),
                row.GetInt32(5)),
            (ClosureReason)row.GetInt16(6),
            row.IsDBNull(7) ? null : row.GetString(7)));

    /// <summary>Puts the people of each appointment at each desk together; rows that follow each other belong together.</summary>
    public static List<AgendaAppointment> Joined(List<AgendaRow> rows)
    {
        List<AgendaAppointment> joined = [];
        for (var i = 0; i < rows.Count;)
        {
            var head = rows[i].Head;
            var people = new List<AgendaPerson>(1);
            for (; i < rows.Count && rows[i].Head.Id == head.Id && rows[i].Head.DeskId == head.DeskId; i++)
            {
                people.Add(rows[i].Person);
            }

            joined.Add(head with { People = people });
        }

        return joined;
    }

    private static AgendaRow Row(DbDataReader row)
    {
        var status = (AppointmentStatus)row.GetInt16(2);
        var head = new AgendaAppointment
        {
            Id = row.GetGuid(0),
            Reference = row.GetString(1),
            Status = status,
            Channel = (BookingChannel)row.GetInt16(3),
            PlanningId = row.GetInt32(4),
            Date = row.GetFieldValue<DateOnly>(5),
            StartMinute = row.GetInt32(6),
            EndMinute = row.GetInt32(7),
            DeskId = row.GetInt32(8),
            TakenFrom = row.GetInt32(9),
            TakenUntil = row.GetInt32(10),
            People = [],
            CancelAtUtc = InstantAt(row, 13),
            HasContact = row.GetBoolean(14),
            Phone = status == AppointmentStatus.Held || row.IsDBNull(23) ? null : row.GetString(23),
            HasNote = row.GetBoolean(15),
            IsUnreached = row.GetBoolean(16),
            HasSaidComing = row.GetBoolean(24),
            IsUrgent = row.GetBoolean(17),
            IsOutsideHours = row.GetBoolean(18),
            BookedByTownHallId = row.IsDBNull(19) ? null : row.GetInt32(19),
        };
        var isHold = status == AppointmentStatus.Held;
        return new AgendaRow(
            head,
            new AgendaPerson(row.GetInt32(20), isHold ? "" : TextAt(row, 21), isHold ? "" : TextAt(row, 22)),
            InstantAt(row, 12),
            row.GetBoolean(11));
    }

    internal static DateTime? InstantAt(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    internal static string TextAt(DbDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);
}
