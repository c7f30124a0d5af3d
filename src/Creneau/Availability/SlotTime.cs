using Creneau.Scheduling;

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

/// <summary>What an appointment comes to at one desk.</summary>
/// <param name="Told">What people are told.</param>
/// <param name="Taken">What the desk is taken for: with the hidden minutes before and after.</param>
internal sealed record TakenRange(DeskRange Told, DeskRange Taken)
{
    /// <summary>At a start of which the hidden minutes lie inside the day.</summary>
    public static TakenRange Of(int deskId, SlotStart start, int minutes, in Ask ask)
    {
        var told = new MinuteRange(start.Minute, start.Minute + minutes);
        var taken = ask.TakenFor(told);
        return new TakenRange(
            new DeskRange(deskId, start.Date, told.Start, told.End), new DeskRange(deskId, start.Date, taken.Start, taken.End));
    }
}
