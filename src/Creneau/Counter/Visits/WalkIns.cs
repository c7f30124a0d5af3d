using Creneau.Availability;
using Creneau.Scheduling;

namespace Creneau.Counter.Visits;

/// <summary>What stands in the appointment of other visits, of one that has none.</summary>
internal static class WalkIns
{
    /// <summary>Minute of the day by which it is called: the arrival.</summary>
    public static int TurnOf(Visit visit, PlaceDirectory places) =>
        (int)WallClock.ToLocal(visit.ArrivedUtc!.Value, places.ZoneOf(places.Sites[visit.SiteId])).TimeOfDay.TotalMinutes;

    /// <summary>How long it should take; 0 when its service is no more.</summary>
    public static int PlannedMinutesOf(Visit visit, PlaceDirectory places) =>
        places.Services.TryGetValue(visit.ServiceId!.Value, out var service)
            ? PartyDuration.Minutes([.. Enumerable.Repeat(service.Minutes, visit.People)])
            : 0;
}
