namespace Creneau.Appointments.Notes;

/// <summary>What an agent noted on an appointment, for agents only; it goes with the appointment.</summary>
public sealed class AppointmentNote
{
    public const int Longest = 1000;
    public const int LongestAgentName = 200;

    private AppointmentNote()
    {
    }

    /// <param name="agentName">As colleagues saw it when the note was written.</param>
    /// <param name="text">1 to 1000 characters.</param>
    public AppointmentNote(Guid appointmentId, int agentId, string agentName, string text, DateTime atUtc) =>
        (AppointmentId, AgentId, AgentName, Text, AtUtc) = (appointmentId, agentId, agentName, text, atUtc);

    public long Id { get; private set; }

    public Guid AppointmentId { get; private set; }

    public int AgentId { get; private set; }

    public string AgentName { get; private set; } = "";

    public DateTime AtUtc { get; private set; }

    public string Text { get; private set; } = "";
}
