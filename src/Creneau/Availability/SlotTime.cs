namespace Creneau.Availability;

/// <summary>
/// Where and when an appointment is: wall clock of the town hall, half-open minutes of the day. Of an appointment with
/// several desks this is the counted one, of the lowest group.
/// </summary>
public sealed record SlotTime(int TownHallId, int PlanningId, int SiteId, int DeskId, DateOnly Date, int StartMinute, int EndMinute)
{
    public int Minutes => EndMinute - StartMinute;

    public DeskRange Range => new(DeskId, Date, StartMinute, EndMinute);
}

/// <summary>A slot that can be had, with the range it takes of every desk; the counted desk comes first.</summary>
public sealed record OfferedSlot(SlotTime Slot, IReadOnlyList<DeskRange> Desks);
