using Creneau.Hours.Publishing;
using Creneau.Scheduling;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>Weeks in a row in which a service gains or loses as much.</summary>
public sealed record WeeksOfStarts(int PlanningId, int SiteId, int Service, DateOnly From, DateOnly Last, int Before, int After)
{
    public int Count => (Last.DayNumber - From.DayNumber) / 7 + 1;
}

/// <summary>What publishing would do, as it is shown.</summary>
/// <param name="Monday">The week of the large number: the one shown, or the first that differs.</param>
/// <param name="Days">Weekdays of it that differ.</param>
public sealed record PreviewView(
    HoursPreview Preview,
    DateOnly Monday,
    int Before,
    int After,
    IReadOnlyList<(DateOnly Date, int Change)> Days,
    IReadOnlyList<WeeksOfStarts> Weeks)
{
    public static PreviewView Of(HoursPreview preview, ComparedSite site, HoursAddress here)
    {
        var differing = preview.Effect.Weeks.Where(week => week.Before != week.After).ToList();
        var own = differing.Where(week => (week.PlanningId, week.SiteId) == (here.PlanningId, here.SiteId)).ToList();
        var monday = own.Count == 0 || own.Exists(week => week.Monday == here.Monday) ? here.Monday : own[0].Monday;
        var days = Enumerable.Range(0, 7).Select(day => monday.AddDays(day))
            .Select(date => (Date: date, Starts: StartsOn(site, date))).ToList();
        return new PreviewView(
            preview,
            monday,
            days.Sum(day => day.Starts.Before),
            days.Sum(day => day.Starts.After),
            [.. days.Where(day => day.Starts.Before != day.Starts.After).Select(day => (day.Date, day.Starts.After - day.Starts.Before))],
            Runs(differing));
    }

    /// <summary>Starts of one person for the first service of the planning on a date, before and after.</summary>
    private static (int Before, int After) StartsOn(ComparedSite site, DateOnly date)
    {
        if (site.Services.Count == 0)
        {
            return default;
        }

        var first = site.Services.MinBy(service => service.LocalIndex);
        return (HoursComparison.StartsOn(site, first, site.Before.On(date)), HoursComparison.StartsOn(site, first, site.After.On(date)));
    }

    private static List<WeeksOfStarts> Runs(IEnumerable<WeekOfStarts> weeks)
    {
        List<WeeksOfStarts> runs = [];
        foreach (var week in weeks.OrderBy(week => (week.PlanningId, week.SiteId, week.Service)).ThenBy(week => week.Monday))
        {
            var next = new WeeksOfStarts(week.PlanningId, week.SiteId, week.Service, week.Monday, week.Monday, week.Before, week.After);
            if (runs.Count > 0 && runs[^1] is var last && last with { From = next.From, Last = next.Last } == next
                && last.Last.AddDays(7) == week.Monday)
            {
                runs[^1] = last with { Last = week.Monday };
            }
            else
            {
                runs.Add(next);
            }
        }

        return [.. runs.OrderBy(run => run.From).ThenBy(run => run.Service)];
    }
}
