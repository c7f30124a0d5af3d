using Creneau.Counter.Visits;

namespace Creneau.Counter.WaitingRoom;

/// <summary>Somebody who is here today, or should be.</summary>
public sealed record QueueEntry
{
    /// <summary>Of the visit and, where there is one, of the appointment.</summary>
    public required Guid Id { get; init; }

    /// <summary>Null: without an appointment.</summary>
    public AgendaAppointment? Appointment { get; init; }

    /// <summary>Null: nobody noted anything yet.</summary>
    public Visit? Visit { get; init; }

    public required int PlanningId { get; init; }

    /// <summary>One per person.</summary>
    public required IReadOnlyList<int> ServiceIds { get; init; }

    /// <summary>How long it should take.</summary>
    public required int PlannedMinutes { get; init; }

    /// <summary>Minute of the day by which it is called: the booked start, else the arrival.</summary>
    public required int Turn { get; init; }

    /// <summary>Whole minutes waited until now or the first call; 0 for who is not there.</summary>
    public int WaitedMinutes { get; init; }

    /// <summary>Whole minutes at desks.</summary>
    public int ActiveMinutes { get; init; }

    /// <summary>Minutes since the booked start; of who is not there.</summary>
    public int LateMinutes { get; init; }

    /// <summary>Not called again before then; null: at any time.</summary>
    public DateTime? NotBeforeUtc { get; init; }

    /// <summary>The town hall's delay is over, or its number of calls.</summary>
    public bool ProposesAbsence { get; init; }

    /// <summary>For how long the last step can be undone; 0: no more.</summary>
    public int UndoSeconds { get; init; }

    public Ticket? Ticket => Visit?.Ticket;

    /// <summary>The desk that was booked; null without an appointment.</summary>
    public int? BookedDeskId => Appointment?.DeskId;
}

/// <summary>The waiting room of a site today, and who calls from where.</summary>
public sealed record WaitingQueue
{
    /// <summary>By the turn: booked starts, those without an appointment between them by their arrival.</summary>
    public required IReadOnlyList<QueueEntry> ToCall { get; init; }

    /// <summary>By desk.</summary>
    public required IReadOnlyList<QueueEntry> AtDesks { get; init; }

    /// <summary>Who was sent for something, oldest turn first.</summary>
    public required IReadOnlyList<QueueEntry> Paused { get; init; }

    /// <summary>Expected by now, or within a quarter of an hour.</summary>
    public required IReadOnlyList<QueueEntry> Expected { get; init; }

    /// <summary>Expected later today; whoever is early is noted from their appointment.</summary>
    public required IReadOnlyList<QueueEntry> Later { get; init; }

    /// <summary>Ended a moment ago, so that it can be undone.</summary>
    public required IReadOnlyList<QueueEntry> JustEnded { get; init; }

    /// <summary>Who is signed on, by desk.</summary>
    public required IReadOnlyDictionary<int, SignedOn> SignedOn { get; init; }

    /// <summary>Minutes by which each desk is late for who waits there; none for a desk that is not.</summary>
    public required IReadOnlyDictionary<int, int> Delays { get; init; }

    public QueueEntry? At(int deskId) => AtDesks.FirstOrDefault(entry => entry.Visit!.AtDeskId == deskId);

    /// <summary>Null: nothing of it is to be done today.</summary>
    public QueueEntry? Of(Guid id) =>
        ToCall.Concat(AtDesks).Concat(Paused).Concat(Expected).Concat(Later).Concat(JustEnded).FirstOrDefault(entry => entry.Id == id);
}
