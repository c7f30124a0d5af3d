namespace Creneau.Booking;

/// <summary>Where and when an appointment is: wall clock of the town hall, half-open minutes of the day.</summary>
public sealed record SlotTime(int TownHallId, int PlanningId, int SiteId, int DeskId, DateOnly Date, int StartMinute, int EndMinute)
{
    public int Minutes => EndMinute - StartMinute;
}
