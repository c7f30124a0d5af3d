using Creneau.Availability;
using Creneau.Scheduling;

namespace Creneau.Appointments;

/// <summary>How long rows are kept; `docs/glossary.md` has the table.</summary>
public static class Retention
{
    /// <summary>Thirty days after the day of the appointment, at midnight there.</summary>
    public static DateTime After(SlotTime slot, PlaceDirectory places) =>
        WallClock.ToUtc(slot.Date, 0, places.ZoneOf(places.TownHalls[slot.TownHallId])).AddDays(Appointment.DaysKept + 1);
}
