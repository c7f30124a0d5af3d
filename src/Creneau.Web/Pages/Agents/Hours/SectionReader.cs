using Creneau.Availability.Openings;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>Reads the sections below the week; what cannot be read is an error at its field.</summary>
internal sealed class SectionReader(ModelStateDictionary state, HoursWords words)
{
    /// <param name="edited">The closure as it is; null: it is a new one.</param>
    /// <returns>Null when something cannot be read.</returns>
    public ClosureItem? Read(ClosureInput input, ClosureItem? edited, HoursAddress here, int townHallId)
    {
        var fields = new TypedFields(state, "Closure", words);
        var from = fields.Date("From", input.From);
        var until = fields.DateIfAny("Until", input.Until);
        var fromMinute = TypedFields.IsEmpty(input.FromTime) ? 0 : fields.Time("FromTime", input.FromTime);
        var untilMinute = TypedFields.IsEmpty(input.UntilTime) ? DayBits.MinutesPerDay : fields.Time("UntilTime", input.UntilTime);
        if (!fields.AreValid)
        {
            return null;
        }

        var when = new Closing(from!.Value, fromMinute, until, until is null ? 0 : untilMinute);
        var told = TypedFields.IsEmpty(input.Told) ? null : input.Told!.Trim();
        return input.What switch
        {
            ClosureInput.OfTownHall => new ClosureItem(townHallId, null, null, when, input.Reason, told),
            ClosureInput.OfSite => new ClosureItem(null, here.SiteId, null, when, input.Reason, told),
            ClosureInput.AsBefore when edited is not null => edited with { When = when, Reason = input.Reason, Told = told },
            var desk => new ClosureItem(null, null, TypedTime.Number(desk) ?? 0, when, input.Reason, told),
        };
    }

    /// <param name="edited">The presence as it is: of its recurrence stays what the form does not show; null: it is a new one.</param>
    /// <returns>Null when something cannot be read.</returns>
    public ShiftItem? Read(ShiftInput input, ShiftItem? edited, HoursAddress here)
    {
        var fields = new TypedFields(state, "Shift", words);
        var isOnce = TypedFields.IsEmpty(input.Weekday);
        var first = TypedFields.IsEmpty(input.First) && !isOnce ? null : fields.Date("First", input.First);
        var last = fields.DateIfAny("Last", input.Last);
        var time = new DayTime(fields.Time("From", input.From), fields.Time("To", input.To));
        if (!fields.AreValid)
        {
            return null;
        }

        var when = isOnce ? StoredRecurrence.Of(new Recurrence.OnDate(first!.Value))
            : edited is { When: { Day: not null } before }
                ? before with { Day = TypedTime.Weekday(input.Weekday), From = first, Until = last }
            : new StoredRecurrence(TypedTime.Weekday(input.Weekday), 1, IsoWeek.Monday(first ?? here.Monday), first, last, null);
        return new ShiftItem(here.PlanningId, here.SiteId, TypedTime.Number(input.Agent), when, time, input.IsAbsence);
    }

    /// <returns>Null when something cannot be read.</returns>
    public WindowItem? Read(WindowInput input, int planningId)
    {
        var fields = new TypedFields(state, "Window", words);
        var unit = TypedTime.Number(input.NoticeUnit) is 1 or 60 or 1440 ? TypedTime.Number(input.NoticeUnit)!.Value : 60;
        var notice = Math.Min(fields.Number("Notice", input.Notice), 1_000_000) * unit;
        var horizon = fields.Number("Horizon", input.Horizon);
        var minute = input.Release is WindowInput.Weekly or WindowInput.Monthly ? fields.Time("ReleaseTime", input.ReleaseTime) : 0;
        var monthDay = input.Release == WindowInput.Monthly ? fields.Number("ReleaseMonthDay", input.ReleaseMonthDay) : 1;
        if (!fields.AreValid)
        {
            return null;
        }

        var item = new WindowItem(planningId, notice, horizon, input.Staffed);
        return input.Release switch
        {
            WindowInput.Weekly => item with
            {
                ReleaseDay = TypedTime.Weekday(input.ReleaseDay),
                ReleaseMinute = minute,
            },
            WindowInput.Monthly => item with { ReleaseMonthDay = monthDay, ReleaseMinute = minute },
            _ => item,
        };
    }
}
