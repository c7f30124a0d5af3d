using Creneau.Scheduling;

namespace Creneau.Availability.Openings;

/// <summary>The openings of desks over the days that memory holds, computed planning by planning and site by site.</summary>
internal sealed class OpeningCalendars(PlaceDirectory places, ScheduleRows rows, DateOnly firstDay, int days)
{
    private readonly Dictionary<(int Planning, int Site), Dictionary<int, OpenDay[]>> _computed = [];

    /// <returns>One open day per day from the first one on, of the planning's own openings at the desk.</returns>
    public OpenDay[] Of(Desk desk, int planningId)
    {
        var key = (planningId, desk.SiteId);
        if (!_computed.TryGetValue(key, out var ofDesks))
        {
            _computed[key] = ofDesks = Compute(planningId, desk.SiteId);
        }

        return ofDesks[desk.Id];
    }

    private Dictionary<int, OpenDay[]> Compute(int planningId, int siteId)
    {
        var desks = places.DesksOf(planningId, siteId);
        var setup = SetupOf(places, rows, (planningId, siteId), places.Plannings[planningId].Staffed);
        var open = desks.ToDictionary(desk => desk.Desk.Id, _ => new OpenDay[days]);
        for (var day = 0; day < days; day++)
        {
            var onDate = setup.On(firstDay.AddDays(day));
            for (var i = 0; i < desks.Count; i++)
            {
                open[desks[i].Desk.Id][day] = onDate[i];
            }
        }

        return open;
    }

    /// <summary>A planning at a site as the engine reads it.</summary>
    /// <param name="isStaffed">Whether its desks need agents.</param>
    public static SiteSetup SetupOf(PlaceDirectory places, ScheduleRows rows, (int Planning, int Site) offer, bool isStaffed)
    {
        var townHall = places.TownHalls[places.Sites[offer.Site].TownHallId];
        var presences = isStaffed
            ? rows.ShiftsAt(offer.Planning, offer.Site).Select(shift => shift.ToPresence()).ToList()
            : null;
        return new SiteSetup(
            [.. places.DesksOf(offer.Planning, offer.Site).Select(desk => new DeskSetup(
                desk.Desk.Id,
                desk.Rank,
                [.. rows.RulesOf(desk.Desk, offer.Planning).Select(rule => rule.ToOpening())],
                [
                    .. rows.ClosuresOf(desk.Desk, townHall.Id).Select(closure => closure.ToClosing()),
                    .. rows.Retirements.ClosingsOf(desk.Desk, offer.Planning, townHall.Id),
                ])
            {
                Breakdowns =
                [
                    .. rows.ClosuresOf(desk.Desk, townHall.Id).Where(closure => closure.Reason == ClosureReason.OutOfOrder)
                        .Select(closure => closure.ToClosing()),
                ],
            })],
            presences,
            places.HolidaysOf(townHall))
        {
            Retired = rows.Retirements.ServicesOf(places.Plannings[offer.Planning]),
        };
    }
}
