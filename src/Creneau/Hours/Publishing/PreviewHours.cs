using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Hours.Publishing;

/// <summary>An appointment that the draft leaves outside.</summary>
/// <param name="Appointment">With its people.</param>
/// <param name="Proposed">The nearest start that is free with the hours as they would be; null: there is none at the site.</param>
public sealed record OutsideAppointment(Appointment Appointment, OutsideChoice Choice, ProposedStart? Proposed);

/// <summary>What publishing a draft would do.</summary>
/// <param name="BookingNow">People who hold a start just now that would be lost.</param>
/// <param name="Conflicts">What somebody else has published since.</param>
public sealed record HoursPreview(
    HoursEffect Effect,
    IReadOnlyList<OutsideAppointment> NewlyOutside,
    IReadOnlyList<Appointment> AlreadyOutside,
    IReadOnlyList<Appointment> BroughtBack,
    int BookingNow,
    IReadOnlyList<DraftConflict> Conflicts);

/// <summary>
/// Says what publishing a draft would do, by the engine alone: starts gained and lost, who falls outside, who is booking just
/// now. Reads only.
/// </summary>
public sealed class PreviewHours(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AvailabilityIndex availability, TimeProvider clock)
{
    private const int DaysLooked = 60;

    /// <summary>Looks at a draft; nothing is written.</summary>
    /// <returns>Null when there is no such draft, or it is not one of the actor's town hall.</returns>
    public async Task<HoursPreview?> RunAsync(Actor actor, int townHallId, int draftId, CancellationToken ct)
    {
        if (!actor.May(Rights.Hours, townHallId))
        {
            return null;
        }

        return await contexts.ReadAsync(storage, async db =>
        {
            var draft = await db.HoursDrafts.AsNoTracking().SingleOrDefaultAsync(
                row => row.Id == draftId && row.TownHallId == townHallId, ct);
            return draft is null ? null : await OfAsync(db, draft, ct);
        }, ct);
    }

    private async Task<HoursPreview> OfAsync(CreneauDb db, HoursDraft draft, CancellationToken ct)
    {
        var (places, nowUtc) = (availability.Places, clock.GetUtcNow().UtcDateTime);
        var published = await PublishedHours.ReadAsync(db, places, draft.TownHallId, ct);
        var change = new HoursChange(published, draft.ReadChanges(), id => availability.Desk(id)?.State);
        var outside = await Outside.ReadAsync(db, nowUtc, availability, change, places.LongestHorizonDays, ct);
        var effect = outside.Effect;
        var people = await PeopleAsync(db, [.. effect.NewlyOutside, .. effect.AlreadyOutside, .. effect.BroughtBack], ct);
        var choices = draft.ReadChoices().ToDictionary(choice => choice.AppointmentId);
        var starts = new ProposedStarts(outside.Plans, places.LocalNow(draft.TownHallId, nowUtc));
        return new HoursPreview(
            effect,
            [
                .. effect.NewlyOutside.Select(id => people[id]).OrderBy(one => one.Date).ThenBy(one => one.StartMinute).Select(one =>
                    new OutsideAppointment(
                        one,
                        choices.GetValueOrDefault(one.Id) ?? new OutsideChoice(one.Id, OutsideDeed.Keep),
                        starts.NearestTo(one, DaysLooked))),
            ],
            [.. effect.AlreadyOutside.Select(id => people[id])],
            [.. effect.BroughtBack.Select(id => people[id])],
            outside.HeldOutside.Count,
            published.ConflictsWith(change.Changes));
    }

    private static async Task<Dictionary<Guid, Appointment>> PeopleAsync(CreneauDb db, Guid[] ids, CancellationToken ct) =>
        await db.Appointments.AsNoTracking().WithPeople().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
}

/// <summary>Finds, one after another, starts for people who fall outside: nobody is proposed what somebody else is.</summary>
internal sealed class ProposedStarts(DraftPlans plans, DateTime nowLocal)
{
    /// <summary>The start nearest in time with the hours as they would be, which is taken from then on.</summary>
    /// <param name="daysAround">How many days before and after are looked at.</param>
    public ProposedStart? NearestTo(Appointment appointment, int daysAround)
    {
        if (plans.After(appointment.PlanningId, appointment.SiteId) is not { } plan
            || !plans.TryAsk(plan, appointment.ServiceIds, out var ask)
            || Nearest(plan, ask, appointment, daysAround) is not { } start)
        {
            return null;
        }

        foreach (var group in SlotRanking.LeastFragmentingByGroup(plan, start, ask, nowLocal, ignoreWindow: true))
        {
            var (view, minutes) = group[0];
            var range = plan.AskAt(view.Group, ask).TakenFor(new MinuteRange(start.Minute, start.Minute + minutes));
            view.Calendar = view.Calendar.WithOccupied(
                start.Date, view.Calendar.OccupiedOn(start.Date).With(range.StartUnit, range.EndUnit));
        }

        return new ProposedStart(appointment.SiteId, start.Date, start.Minute);
    }

    private SlotStart? Nearest(SitePlan plan, Ask ask, Appointment appointment, int daysAround)
    {
        var own = new SlotStart(appointment.Date, appointment.StartMinute);
        SlotStart? nearest = null;
        for (var away = 0; away <= daysAround && nearest is null; away++)
        {
            foreach (var date in away == 0 ? [own.Date] : new[] { own.Date.AddDays(-away), own.Date.AddDays(away) })
            {
                foreach (var unit in plan.StartsOn(date, ask, nowLocal, ignoreWindow: true))
                {
                    var start = new SlotStart(date, unit * DayBits.UnitMinutes);
                    nearest = start != own && (nearest is not { } best || Distance(start, own) < Distance(best, own)) ? start : nearest;
                }
            }
        }

        return nearest;
    }

    private static TimeSpan Distance(SlotStart one, SlotStart other) => (one.ToDateTime() - other.ToDateTime()).Duration();
}
