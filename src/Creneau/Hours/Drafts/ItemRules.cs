using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Scheduling;

namespace Creneau.Hours.Drafts;

/// <summary>What an item must be like to be put into a draft.</summary>
internal sealed class ItemRules(PlaceDirectory places, int townHallId)
{
    private const int LongestStep = 240;
    private const int MostWeeks = 52;
    private const int LongestNotice = 60 * 24 * 60;
    private const int LongestHorizon = 366;

    // Ranges of which no two days fall together within a year and a month never will
    private const int DaysLooked = 400;

    /// <returns>Null when nothing is wrong.</returns>
    public HoursRefusal? WhyNot(HoursItem item) => item switch
    {
        RuleItem rule => WhyNot(rule),
        ShiftItem shift => IsHere(shift.PlanningId, shift.SiteId) ? WhyNot(shift.When, shift.Time) : HoursRefusal.NotFound,
        ClosureItem closure => WhyNot(closure),
        WindowItem window => WhyNot(window),
        _ => HoursRefusal.NotFound,
    };

    /// <summary>The first two ranges among those of the hours that stand in each other's way because of an edit.</summary>
    public (RuleItem One, RuleItem Other)? Overlap(IReadOnlyList<ShownItem> items, DateOnly from)
    {
        var rules = items.Select(shown => (Rule: shown.Item as RuleItem, IsEdited: shown.IsNew || shown.IsChanged))
            .Where(one => one.Rule is not null).ToList();
        foreach (var (edited, _) in rules.Where(one => one.IsEdited))
        {
            var other = rules.Find(one => !ReferenceEquals(one.Rule, edited) && Overlap(one.Rule!, edited!, from)).Rule;
            if (other is not null)
            {
                return (edited!, other);
            }
        }

        return null;
    }

    private bool Overlap(RuleItem one, RuleItem other, DateOnly from)
    {
        if ((one.PlanningId, one.SiteId) != (other.PlanningId, other.SiteId)
            || (one.DeskId is { } desk && other.DeskId is { } its && desk != its)
            || one.Time.Start >= other.Time.End
            || other.Time.Start >= one.Time.End
            || (one.Services & other.Services) == 0
            || (one.School != SchoolTime.Any && other.School != SchoolTime.Any && one.School != other.School))
        {
            return false;
        }

        var (first, second) = (one.When.ToRecurrence(), other.When.ToRecurrence());
        var holidays = places.HolidaysOf(places.TownHalls[townHallId]);
        // On a public holiday only ranges that are dated for it hold
        return (one.When.OnDate ?? other.When.OnDate) is { } date
            ? first.FallsOn(date) && second.FallsOn(date) && (one.When.OnDate == other.When.OnDate || !holidays.IsHoliday(date))
            : Enumerable.Range(0, DaysLooked).Any(day => first.FallsOn(from.AddDays(day)) && second.FallsOn(from.AddDays(day)));
    }

    private HoursRefusal? WhyNot(RuleItem rule)
    {
        if (!IsHere(rule.PlanningId, rule.SiteId))
        {
            return HoursRefusal.NotFound;
        }

        var desks = places.DesksOf(rule.PlanningId, rule.SiteId);
        var known = places.Plannings[rule.PlanningId].Services.Aggregate(0L, (bits, service) => bits | (1L << service.Ordinal));
        return WhyNot(rule.When, rule.Time) is { } refusal ? refusal
            : rule.StepMinutes is < 5 or > LongestStep || rule.StepMinutes % 5 != 0 || rule.StepMinutes > rule.Time.End - rule.Time.Start
                ? HoursRefusal.BadStep
            : (rule.Services & known) == 0 ? HoursRefusal.NoService
            : desks.Count == 0 || (rule.DeskId is { } id && desks.All(desk => desk.Desk.Id != id)) ? HoursRefusal.NoDesk
            : rule.OnlineMinute is < 0 or > 1439 || rule.OnlineDaysBefore is < 0 or > LongestHorizon
                || rule.ShareKept < 0 || rule.ShareKept > rule.ShareOf || rule.ShareOf > 100 ? HoursRefusal.BadRelease
            : null;
    }

    private static HoursRefusal? WhyNot(StoredRecurrence when, DayTime time) =>
        !time.IsRange ? HoursRefusal.NoRange
        : when.OnDate is null && (when.Day is null || when.EveryWeeks is < 1 or > MostWeeks || when.From > when.Until
            || (when.Weeks == MonthWeeks.None && when.FirstWeek is null)) ? HoursRefusal.NoDay
        : null;

    private HoursRefusal? WhyNot(ClosureItem closure)
    {
        var isHere = closure switch
        {
            { DeskId: { } desk, SiteId: null, TownHallId: null } =>
                places.Desks.TryGetValue(desk, out var its) && places.Sites[its.SiteId].TownHallId == townHallId,
            { DeskId: null, SiteId: { } site, TownHallId: null } =>
                places.Sites.TryGetValue(site, out var here) && here.TownHallId == townHallId,
            { DeskId: null, SiteId: null, TownHallId: { } own } => own == townHallId,
            _ => false,
        };
        var when = closure.When;
        return !isHere ? HoursRefusal.NotFound
            : when.FromMinute is < 0 or > DayBits.MinutesPerDay || when.UntilMinute is < 0 or > DayBits.MinutesPerDay ? HoursRefusal.NoRange
            : when.UntilDate is { } until && (until, when.UntilMinute).CompareTo((when.FromDate, when.FromMinute)) <= 0
                ? HoursRefusal.Reversed
            : closure.Told?.Length > Closure.LongestTold ? HoursRefusal.TooLong
            : null;
    }

    private HoursRefusal? WhyNot(WindowItem window) =>
        !places.Plannings.TryGetValue(window.PlanningId, out var planning) || planning.TownHallId != townHallId ? HoursRefusal.NotFound
        : window.LeastNoticeMinutes is < 0 or > LongestNotice || window.HorizonDays is < 0 or > LongestHorizon ? HoursRefusal.BadWindow
        : window.ReleaseMonthDay is < 1 or > 31 || window.ReleaseMinute is < 0 or > 1439
            || (window.ReleaseDay ?? (object?)window.ReleaseMonthDay) is null != window.ReleaseMinute is null ? HoursRefusal.BadRelease
        : null;

    private bool IsHere(int planningId, int siteId) =>
        places.Plannings.TryGetValue(planningId, out var planning) && planning.TownHallId == townHallId
        && places.Sites.TryGetValue(siteId, out var site) && site.TownHallId == townHallId;
}
