namespace Creneau.Reminders;

public enum ReminderState : short
{
    Planned = 0,

    /// <summary>Its message is in the outbox.</summary>
    Written = 1,

    /// <summary>The appointment was cancelled or has begun before it was due.</summary>
    Withdrawn = 2,

    /// <summary>When it could be written it was of no use any more, or there was nobody to write to.</summary>
    Useless = 3,

    /// <summary>The appointment was made within the lead time: its confirmation says it already.</summary>
    Unneeded = 4,
}

/// <summary>
/// That an appointment's contact is reminded some time before it. No word of what is said: that is taken from the appointment when
/// the message is written. It goes with the appointment.
/// </summary>
public sealed class Reminder
{
    private Reminder()
    {
    }

    public Reminder(Guid appointmentId, int leadMinutes, DateTime startUtc, DateTime dueUtc, DateTime nowUtc)
    {
        (AppointmentId, LeadMinutes, StartUtc, DueUtc) = (appointmentId, leadMinutes, startUtc, dueUtc);
        State = StateAt(dueUtc, nowUtc);
    }

    public long Id { get; private set; }
    public Guid AppointmentId { get; private set; }

    /// <summary>One of the planning's, each once for an appointment; of one that is settled, as it was then.</summary>
    public int LeadMinutes { get; private set; }

    /// <summary>The start that it is about.</summary>
    public DateTime StartUtc { get; private set; }

    public DateTime DueUtc { get; private set; }
    public ReminderState State { get; private set; }

    /// <summary>A reminder that is due at the moment of planning it is none.</summary>
    public static ReminderState StateAt(DateTime dueUtc, DateTime nowUtc) =>
        dueUtc > nowUtc ? ReminderState.Planned : ReminderState.Unneeded;

    /// <summary>The rule has changed: what is not settled is due by the new one, at once where that has passed.</summary>
    internal void PlanAgain(int leadMinutes, DateTime dueUtc, DateTime nowUtc)
    {
        LeadMinutes = leadMinutes;
        if (State == ReminderState.Planned)
        {
            DueUtc = dueUtc > nowUtc ? dueUtc : nowUtc;
        }
        else if (State == ReminderState.Unneeded)
        {
            (DueUtc, State) = (dueUtc, StateAt(dueUtc, nowUtc));
        }
    }

    internal void Postpone(DateTime untilUtc) => DueUtc = untilUtc;

    internal void Settle(ReminderState state) => State = state;
}
