using Creneau.Availability.Openings;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>Reads the typed line; what cannot be read is an error at its field.</summary>
internal sealed class RangeReader(ModelStateDictionary fields, RangeInput input, HoursWords words)
{
    public EditScope Scope => Enum.TryParse<EditScope>(input.Scope, out var scope) ? scope : EditScope.All;

    /// <param name="original">What is edited: it keeps what the line does not show. Null: a new range.</param>
    /// <returns>Null when something cannot be read.</returns>
    public RuleItem? Read(HoursAddress here, RuleItem? original)
    {
        var time = new DayTime(Time("From", input.From), Time("To", input.To));
        var channel = Enum.TryParse<OpeningChannel>(input.Channel, out var read) ? read : OpeningChannel.Online;
        var isUntil = channel == OpeningChannel.CounterUntil;
        var when = When(here, original);
        var services = input.Services.Where(ordinal => ordinal is >= 0 and < 64).Aggregate(0L, (bits, ordinal) => bits | (1L << ordinal));
        var item = new RuleItem(here.PlanningId, here.SiteId, null, when, time, services)
        {
            StepMinutes = Number("Step", input.Step),
            Channel = channel,
            OnlineDaysBefore = isUntil ? Number("DaysBefore", input.DaysBefore) : original?.OnlineDaysBefore ?? 0,
            OnlineMinute = isUntil ? Time("OnlineAt", input.OnlineAt) : original?.OnlineMinute ?? 0,
            ShareKept = IsEmpty(input.Kept) ? 0 : Number("Kept", input.Kept),
            ShareOf = IsEmpty(input.Kept) ? 0 : Number("Of", input.Of),
            School = Enum.TryParse<SchoolTime>(input.School, out var school) ? school : SchoolTime.Any,
        };
        return fields.IsValid ? item : null;
    }

    private StoredRecurrence When(HoursAddress here, RuleItem? original)
    {
        if (input.Repeat == Repeats.Once)
        {
            return StoredRecurrence.Of(new Recurrence.OnDate(Date("Date", input.Date) ?? here.Monday));
        }

        var day = TypedTime.Number(input.Weekday) is { } number and <= 6 ? (DayOfWeek)number : DayOfWeek.Monday;
        var (from, until) = (
            IsEmpty(input.First) ? null : Date("First", input.First),
            IsEmpty(input.Last) ? null : Date("Last", input.Last));
        if (input.Repeat == Repeats.Monthly)
        {
            var weeks = input.Weeks.Select(name => Enum.TryParse<MonthWeeks>(name, out var week) ? week : MonthWeeks.None)
                .Aggregate(MonthWeeks.None, (all, week) => all | week);
            if (weeks == MonthWeeks.None)
            {
                Add("Weeks", "NoWeeks");
            }

            return new StoredRecurrence(day, 1, null, from, until, null) { Weeks = weeks };
        }

        var every = input.Repeat == Repeats.SomeWeeks ? Number("EveryWeeks", input.EveryWeeks) : 1;
        var anchor = original?.When is { FirstWeek: { } first } when && when.EveryWeeks == every
            ? first
            : IsoWeek.Monday(from ?? here.Monday);
        return new StoredRecurrence(day, every, anchor, from, until, null);
    }

    private int Time(string field, string? typed)
    {
        if (TypedTime.Read(typed) is { } minute)
        {
            return minute;
        }

        Add(field, "NotATime");
        return 0;
    }

    private int Number(string field, string? typed)
    {
        if (TypedTime.Number(typed) is { } number)
        {
            return number;
        }

        Add(field, "NotANumber");
        return 0;
    }

    private DateOnly? Date(string field, string? typed)
    {
        if (TypedTime.Date(typed) is { } date)
        {
            return date;
        }

        Add(field, "NotADate");
        return null;
    }

    private void Add(string field, string key) => fields.AddModelError($"Range.{field}", words[key]);

    private static bool IsEmpty(string? typed) => string.IsNullOrWhiteSpace(typed);
}
