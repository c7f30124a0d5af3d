using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.Messages;

/// <summary>One message of a town hall, as its agents see it.</summary>
public sealed record ListedMessage(
    Guid Id, Guid AppointmentId, MessagePurpose Purpose, MessageChannel Channel, string Address, MessageState State)
{
    public DateTime AtUtc { get; init; }

    public DateTime CreatedUtc { get; init; }

    public string? Failure { get; init; }

    public string Names { get; init; } = "";

    public string Reference { get; init; } = "";

    /// <summary>Where the appointment is, with its date and start.</summary>
    public int SiteId { get; init; }

    public DateOnly Date { get; init; }

    public int StartMinute { get; init; }
}

/// <param name="Unreached">Appointments ahead whose latest message did not arrive, soonest first.</param>
/// <param name="Latest">The latest messages, newest first.</param>
/// <param name="HasMore">There are older ones.</param>
public sealed record MessageList(IReadOnlyList<ListedMessage> Unreached, IReadOnlyList<ListedMessage> Latest, bool HasMore);

/// <summary>Reads what a town hall's people were sent, codes apart.</summary>
public sealed class ReadMessages(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability, TimeProvider clock)
{
    public const int PageSize = 50;
    private const int MostUnreached = 200;

    /// <param name="beforeUtc">Older than that; null: from the newest on.</param>
    /// <returns>Null when the actor may not see the town hall's people.</returns>
    public async Task<MessageList?> ListAsync(Actor agent, DateTime? beforeUtc, CancellationToken ct)
    {
        if (agent.TownHallId is not { } townHall || !agent.May(Rights.Appointments, townHall))
        {
            return null;
        }

        return await contexts.ReadAsync(storage, async db =>
        {
            var unreached = beforeUtc is null ? await UnreachedAsync(db, townHall, ct) : [];
            var latest = await RowsOf(db, townHall)
                .Where(row => beforeUtc == null || row.Message.CreatedUtc < beforeUtc)
                .OrderByDescending(row => row.Message.CreatedUtc)
                .Take(PageSize + 1)
                .ToListAsync(ct);
            return new MessageList(unreached, [.. latest.Take(PageSize).Select(Listed)], latest.Count > PageSize);
        }, ct);
    }

    private async Task<IReadOnlyList<ListedMessage>> UnreachedAsync(CreneauDb db, int townHall, CancellationToken ct)
    {
        var today = availability.Places.DateAt(townHall, clock.GetUtcNow().UtcDateTime);
        var rows = await RowsOf(db, townHall)
            .Where(row => row.Message.State == MessageState.Failed && row.Appointment.Date >= today
                && (row.Appointment.Status == AppointmentStatus.Confirmed || row.Appointment.Status == AppointmentStatus.Cancelled)
                && !db.Set<OutboxMessage>().Any(later => later.AppointmentId == row.Message.AppointmentId
                    && later.Purpose != MessagePurpose.Code && later.Purpose != MessagePurpose.SomebodyTried
                    && later.Id != row.Message.Id
                    && (later.CreatedUtc > row.Message.CreatedUtc || later.InsteadOf == row.Message.Id)))
            .OrderBy(row => row.Appointment.Date).ThenBy(row => row.Appointment.StartMinute)
            .Take(MostUnreached)
            .ToListAsync(ct);
        return [.. rows.Select(Listed)];
    }

    private static IQueryable<MessageRow> RowsOf(CreneauDb db, int townHall) =>
        from message in db.OutboxMessages.AsNoTracking()
        join appointment in db.Appointments.AsNoTracking().Include(row => row.Applicants) on message.AppointmentId equals appointment.Id
        where message.TownHallId == townHall && appointment.TownHallId == townHall
            && message.Purpose != MessagePurpose.Code && message.Purpose != MessagePurpose.SomebodyTried
        select new MessageRow { Message = message, Appointment = appointment };

    private static ListedMessage Listed(MessageRow row) => new(
        row.Message.Id, row.Appointment.Id, row.Message.Purpose, row.Message.Channel, row.Message.Address, row.Message.State)
    {
        CreatedUtc = row.Message.CreatedUtc,
        AtUtc = row.Message.SentUtc ?? row.Message.CreatedUtc,
        Failure = row.Message.Failure,
        Names = string.Join(
            ", ",
            row.Appointment.Applicants.OrderBy(person => person.Ordinal)
                .Select(person => $"{person.FirstGivenName} {person.BirthName}".Trim())),
        Reference = row.Appointment.Reference,
        SiteId = row.Appointment.SiteId,
        Date = row.Appointment.Date,
        StartMinute = row.Appointment.StartMinute,
    };

    private sealed class MessageRow
    {
        public required OutboxMessage Message { get; init; }

        public required Appointment Appointment { get; init; }
    }
}
