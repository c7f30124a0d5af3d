using System.Globalization;
using Creneau.Counter;
using Creneau.Counter.WaitingRoom;
using Creneau.Web.Pages.Agents.Agenda;

namespace Creneau.Web.Pages.Agents.Queue;

/// <summary>The waiting room as one agent sees it beside the agenda.</summary>
/// <param name="AgentId">Who looks.</param>
public sealed record QueueView(
    WaitingQueue Queue, Creneau.Counter.Agenda Agenda, AgendaAddress Here, int AgentId, Said? Said)
{
    /// <summary>Whether the site is open now.</summary>
    public required SiteOpening Opening { get; init; }

    /// <summary>The desk to which they call; null: they are signed on nowhere.</summary>
    public AgendaDesk? MyDesk => Agenda.Desks.FirstOrDefault(desk => Queue.SignedOn.GetValueOrDefault(desk.Id)?.AgentId == AgentId);

    /// <summary>Who is at their desk.</summary>
    public QueueEntry? Mine => MyDesk is { } desk ? Queue.At(desk.Id) : null;

    public string Back => Here.Href;

    /// <summary>The first one who can be called now.</summary>
    public QueueEntry? Next => Queue.ToCall.FirstOrDefault(entry => entry is { NotBeforeUtc: null, ProposesAbsence: false });

    /// <summary>The newest step that can be undone; of a call that ended another visit, the call.</summary>
    public QueueEntry? Undoable => Queue.AtDesks.Concat(Queue.JustEnded).Concat(Queue.Paused).Concat(Queue.ToCall)
        .Where(entry => entry.UndoSeconds > 0).MaxBy(entry => entry.Visit!.UndoUntilUtc);

    public QueueStep Step(string handler, string text, QueueEntry entry, string look = "btn-plain") =>
        new(handler, text, Back, look) { Values = [("id", entry.Id.ToString())] };

    public QueueStep Call(string text, QueueEntry entry, string look, string? current = null) => Step("Call", text, entry, look) with
    {
        Values =
        [
            ("id", entry.Id.ToString()),
            ("desk", MyDesk!.Id.ToString(CultureInfo.InvariantCulture)),
            .. current is null ? Array.Empty<(string, string)>() : [("current", current)],
        ],
    };

    public QueueStep Arrive(string text, Guid id, string look) => new("Arrive", text, Back, look)
    {
        Values = [("id", id.ToString()), ("site", Here.SiteId.ToString(CultureInfo.InvariantCulture))],
    };

    public QueueStep Undo(string text, QueueEntry entry) => Step("Undo", text, entry, "btn-text") with
    {
        Values = [("id", entry.Id.ToString()), ("version", entry.Visit!.Version.ToString(CultureInfo.InvariantCulture))],
        Key = entry.Id == Undoable?.Id ? "z" : null,
        ExpiresSeconds = entry.UndoSeconds,
    };
}
