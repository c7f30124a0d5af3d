using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Availability.Search;

/// <summary>The search that pages and machines share. It reads memory only and may be called by all threads.</summary>
public sealed class SlotSearch(AvailabilityIndex availability, TimeProvider clock)
{
    private const double TogetherKm = 150;
    private const int WalkInDays = 14;
    private KnownMiddle? _middle;

    /// <summary>Sites around a place with their first starts that suit.</summary>
    /// <param name="request">What is looked for. Nothing in it is refused: absurd values find nothing.</param>
    public SlotsFound Find(SlotRequest request)
    {
        var places = availability.Places;
        var now = places.LocalNow(clock.GetUtcNow().UtcDateTime);
        Span<int> kinds = stackalloc int[PartyDuration.MostPeople];
        if (!TryKinds(request, ref kinds))
        {
            return SlotsFound.Nothing;
        }

        var answer = availability.Map.Search(Query(request, kinds, now));
        return new(
            Named(answer.Sites, places, now),
            answer.SitesWithStarts,
            Named(answer.Without, places, now),
            answer.SitesWithout);
    }

    /// <summary>Every start of one site inside its booking window, by day; place and radius of the request do not count.</summary>
    /// <returns>Null when there is no such site, or nothing can be booked there.</returns>
    public SiteStarts? At(int siteId, SlotRequest request)
    {
        var places = availability.Places;
        if (!places.Sites.TryGetValue(siteId, out var site)
            || !places.Offers.Any(offer => offer.Site == siteId && places.IsPublic(offer.Planning, siteId, availability.FirstDay)))
        {
            return null;
        }

        var townHall = places.TownHalls[site.TownHallId];
        var now = places.LocalNow(clock.GetUtcNow().UtcDateTime)[places.ZoneIndexOf(townHall)];
        var today = DateOnly.FromDateTime(now);
        Notice[] notices = [.. places.NoticesOf(townHall.Id, today)];
        int[] kinds = [.. request.Kinds.Select(kind => kind.Id)];
        if (availability.PlanFor(siteId, kinds) is not { } plan || !plan.TryAsk(kinds, atCounter: false, out var ask))
        {
            return new(site, townHall, today, Serves: false, 0, [])
            {
                Notices = notices,
                WalkIn = WalkIn(siteId, now),
            };
        }

        var days = Days(plan, ask, request, now);
        var minutes = days.Count == 0 ? ask.Minutes : plan.DurationAt(new(days[0].Date, days[0].Minutes[0]), ask, now);
        return new(site, townHall, today, Serves: true, minutes, days)
        {
            Notices = notices,
            WalkIn = WalkIn(siteId, now),
        };
    }

    /// <summary>
    /// The middle of all sites when they lie together, as those of a département do: what people type is likelier there
    /// than elsewhere. Null when there is none, or the sites are spread over a country.
    /// </summary>
    public GeoPoint? Middle()
    {
        var plans = availability.Map.Plans;
        var known = _middle;
        if (known is null || known.Of != plans)
        {
            _middle = known = new(plans, MiddleOf(plans));
        }

        return known.Place;
    }

    private IReadOnlyList<WalkInFound> WalkIn(int siteId, DateTime now)
    {
        var (today, minute) = (DateOnly.FromDateTime(now), (int)now.TimeOfDay.TotalMinutes);
        var plannings = availability.Places.Plannings;
        return
        [
            .. from plan in availability.Map.Plans
               where plan.SiteId == siteId
               from date in Enumerable.Range(0, WalkInDays).Select(today.AddDays)
               from walkIn in plan.WalkInOn(date)
               where date > today || walkIn.Time.End > minute
               orderby date, walkIn.Time.Start
               select new WalkInFound(
                   date,
                   walkIn.Time,
                   [.. plannings[plan.PlanningId].Services.Where(service => walkIn.Services.Contains(ServiceSet.Of(service.Ordinal)))
                       .OrderBy(service => service.Ordinal)]),
        ];
    }

    private static GeoPoint? MiddleOf(IReadOnlyList<SitePlan> plans)
    {
        if (plans.Count == 0)
        {
            return null;
        }

        var middle = new GeoPoint(plans.Average(plan => plan.Place.Latitude), plans.Average(plan => plan.Place.Longitude));
        return plans.All(plan => plan.Place.KmTo(middle) < TogetherKm) ? middle : null;
    }

    private static bool TryKinds(SlotRequest request, ref Span<int> kinds)
    {
        if (request.Kinds.Count is < 1 or > PartyDuration.MostPeople)
        {
            return false;
        }

        kinds = kinds[..request.Kinds.Count];
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = request.Kinds[i].Id;
        }

        return true;
    }

    private static SlotQuery Query(SlotRequest request, ReadOnlySpan<int> kinds, DateTime[] now) => new()
    {
        Near = request.Near,
        RadiusKm = request.RadiusKm,
        Kinds = kinds,
        From = request.From ?? DateOnly.MinValue,
        To = request.To ?? DateOnly.MaxValue,
        NowLocal = now,
        Times = new(request.Days, request.Times.Starts()),
        Wheelchair = request.Wheelchair,
        TownHallId = request.TownHallId,
        StartsPerSite = request.StartsPerSite,
        MaxSites = request.MaxSites,
        Sort = request.Sort,
    };

    private static SiteFound[] Named(IReadOnlyList<SiteAnswer> answers, PlaceDirectory places, DateTime[] now)
    {
        var named = new SiteFound[answers.Count];
        for (var i = 0; i < named.Length; i++)
        {
            var (plan, km, ask, starts) = answers[i];
            var local = now[plan.ZoneIndex];
            var minutes = starts.Count == 0 ? 0 : plan.DurationAt(starts[0], ask, local);
            named[i] = new(
                places.Sites[plan.SiteId], places.TownHalls[plan.TownHallId], km,
                minutes == 0 ? ask.Minutes : minutes, DateOnly.FromDateTime(local), starts)
            {
                Notices = [.. places.NoticesOf(plan.TownHallId, DateOnly.FromDateTime(local))],
            };
        }

        return named;
    }

    private static List<DayFound> Days(SitePlan plan, Ask ask, SlotRequest request, DateTime now)
    {
        var bounds = plan.Bounds(now, atCounter: false);
        var times = new DayTimes(request.Days, request.Times.Starts());
        var first = request.From > bounds.FirstDate ? request.From.Value : bounds.FirstDate;
        var last = request.To < bounds.LastDate ? request.To.Value : bounds.LastDate;
        List<DayFound> days = [];
        for (var day = first.DayNumber; day <= last.DayNumber; day++)
        {
            var date = DateOnly.FromDayNumber(day);
            var starts = plan.StartsOn(date, ask, now) & times.On(date);
            if (!starts.IsEmpty)
            {
                days.Add(new(date, [.. Minutes(starts)]));
            }
        }

        return days;
    }

    private static List<int> Minutes(DayBits starts)
    {
        List<int> minutes = new(starts.Count);
        foreach (var unit in starts)
        {
            minutes.Add(unit * DayBits.UnitMinutes);
        }

        return minutes;
    }

    private sealed record KnownMiddle(IReadOnlyList<SitePlan> Of, GeoPoint? Place);
}
