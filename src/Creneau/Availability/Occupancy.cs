namespace Creneau.Availability;

/// <summary>
/// What an appointment takes of a desk; half-open minutes of the day. The row exists only while the appointment
/// occupies its desk: constraint, trigger and memory read this table alone.
/// </summary>
public sealed class Occupancy
{
    private Occupancy()
    {
    }

    public Occupancy(Guid appointmentId, int deskId, DateOnly date, int startMinute, int endMinute)
    {
        AppointmentId = appointmentId;
        DeskId = deskId;
        Date = date;
        StartMinute = startMinute;
        EndMinute = endMinute;
    }

    public long Id { get; private set; }
    public Guid AppointmentId { get; private set; }
    public int DeskId { get; private set; }
    public DateOnly Date { get; private set; }
    public int StartMinute { get; private set; }
    public int EndMinute { get; private set; }
}
