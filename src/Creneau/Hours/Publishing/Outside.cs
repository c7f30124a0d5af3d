using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Creneau.Storage;

namespace Creneau.Hours.Publishing;

/// <summary>Whom changes of hours leave outside, and the plans in which they find other starts.</summary>
internal sealed class Outside
{
    private Outside(DraftPlans plans, HoursEffect effect, TouchedAppointments appointments)
    {
        Plans = plans;
        HeldOutside = [.. effect.NewlyOutside.Where(appointments.Held.Contains)];
        Effect = effect with
        {
            NewlyOutside = Booked(effect.NewlyOutside, appointments),
            AlreadyOutside = Booked(effect.AlreadyOutside, appointments),
            BroughtBack = Booked(effect.BroughtBack, appointments),
        };
    }

    public DraftPlans Plans { get; }

    /// <summary>Of appointments alone.</summary>
    public HoursEffect Effect { get; }

    /// <summary>Newly outside, or already.</summary>
    public IEnumerable<Guid> Affected => Effect.NewlyOutside.Concat(Effect.AlreadyOutside);

    /// <summary>Holds on starts that would be no more: of people who are booking just now.</summary>
    public IReadOnlyList<Guid> HeldOutside { get; }

    /// <param name="daysCounted">For how many days from today on starts are counted; 0: none.</param>
    public static async Task<Outside> ReadAsync(
        CreneauDb db, DateTime nowUtc, AvailabilityIndex availability, HoursChange change, int daysCounted, CancellationToken ct)
    {
        var places = availability.Places;
        var touched = TouchedPlaces.By(change.Changes, places);
        var sites = change.Published.Compare(places, change.Changes, touched.Offers);
        var today = places.DateAt(change.Published.TownHallId, nowUtc);
        var appointments = await TouchedAppointments.ReadAsync(db, places, touched, (today, nowUtc), ct);
        return new Outside(
            new DraftPlans(places, sites, change.States, availability.FirstDay),
            HoursComparison.Of(sites, appointments.All, today, daysCounted),
            appointments);
    }

    private static IReadOnlyList<Guid> Booked(IReadOnlyList<Guid> ids, TouchedAppointments appointments) =>
        [.. ids.Where(id => !appointments.Held.Contains(id))];
}

/// <summary>Changes on top of what is published.</summary>
/// <param name="States">What each desk has taken: locked ones, or those of memory for a look.</param>
internal sealed record HoursChange(PublishedHours Published, IReadOnlyList<DraftChange> Changes, Func<int, DeskState?> States);
