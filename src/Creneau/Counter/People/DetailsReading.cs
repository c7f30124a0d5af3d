using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Keys;
using Creneau.Notifications;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Counter.People;

/// <summary>Reads one appointment for an agent: of their town hall, or booked by it elsewhere.</summary>
public sealed class DetailsReading(
    FindAppointment find, IDbContextFactory<CreneauDb> contexts, StorageProvider storage, PlatformKeys keys)
{
    private static readonly AppointmentEventKind[] BeforeItIsOne =
    [
        AppointmentEventKind.Held,
        AppointmentEventKind.Prolonged,
        AppointmentEventKind.CodeAsked,
        AppointmentEventKind.Expired,
    ];

    /// <returns>Null when there is none, when it is a hold, or when it is not theirs to see.</returns>
    public async Task<AppointmentDetails?> ReadAsync(Actor agent, Guid id, CancellationToken ct)
    {
        if (await find.ByAgentAsync(agent, id, ct) is not { } opened
            || opened.Appointment.Status is AppointmentStatus.Held or AppointmentStatus.Expired)
        {
            return null;
        }

        return await contexts.ReadAsync(storage, async db => new AppointmentDetails(
            opened,
            Numbers(opened.Appointment),
            await db.AppointmentNotes.AsNoTracking().Where(note => note.AppointmentId == id)
                .OrderByDescending(note => note.Id).ToListAsync(ct),
            await MessagesAsync(db, id, ct),
            await HistoryAsync(db, id, ct)), ct);
    }

    private ILookup<int, string> Numbers(Appointment appointment) => appointment.Applicants
        .SelectMany(person => person.PreRequests, (person, number) => (person.Ordinal, Number: keys.Decrypt(number.Cipher)))
        .ToLookup(one => one.Ordinal, one => one.Number);

    private static async Task<IReadOnlyList<SentMessage>> MessagesAsync(CreneauDb db, Guid id, CancellationToken ct) =>
        await db.OutboxMessages.AsNoTracking()
            .Where(message => message.AppointmentId == id && message.Purpose != MessagePurpose.Code)
            .OrderByDescending(message => message.CreatedUtc)
            .Select(message => new SentMessage(
                message.Purpose,
                message.Channel,
                message.Address,
                message.State,
                message.SentUtc ?? message.CreatedUtc,
                message.Failure))
            .ToListAsync(ct);

    private static async Task<IReadOnlyList<HistoryLine>> HistoryAsync(CreneauDb db, Guid id, CancellationToken ct)
    {
        var events = await (
            from happened in db.AppointmentEvents.AsNoTracking()
            where happened.AppointmentId == id && !BeforeItIsOne.Contains(happened.Kind)
            join agent in db.Agents.AsNoTracking() on happened.ActorId equals (int?)agent.Id into agents
            from agent in agents.DefaultIfEmpty()
            orderby happened.Id
            select new { Happened = happened, AgentName = agent == null ? null : agent.Name }).ToListAsync(ct);
        List<HistoryLine> history = [];
        foreach (var (happened, agentName) in events.Select(row => (row.Happened, row.AgentName)))
        {
            var place = new DeparturePlace(happened.SiteId, happened.Date, happened.StartMinute);
            var byAgent = happened.ActorKind is ActorKind.Agent or ActorKind.RelayAgent;
            history.Insert(0, new HistoryLine(
                happened.Kind,
                happened.AtUtc,
                happened.ActorKind,
                happened.Channel,
                byAgent ? agentName : null,
                byAgent ? happened.ActorTownHallId : null)
            {
                Place = place,
                Before = history.Count > 0 && history[0].Place != place ? history[0].Place : null,
                Why = happened.Why,
            });
        }

        return history;
    }
}
