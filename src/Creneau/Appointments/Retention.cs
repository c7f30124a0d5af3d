using Creneau.Availability;
using Creneau.Scheduling;

namespace Creneau.Appointments;

/// <summary>How long rows are kept; `docs/glossary.md` has the table.</summary>
public static class Retention
{
    /// <summary>Thirty days after the day of the appointment, at midnight there.</summary>
    public static DateTime After(SlotTime slot, PlaceDirectory places) => After(slot.Date, slot.TownHallId, places);

    /// <summary>Of what happened on a day at a town hall, with an appointment or without.</summary>
    public static DateTime After(DateOnly date, int townHallId, PlaceDirectory places) =>
        WallClock.ToUtc(date, 0, places.ZoneOf(places.TownHalls[townHallId])).AddDays(Appointment.DaysKept + 1);
}
