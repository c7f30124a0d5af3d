using Creneau.Availability.Openings;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>Reads the typed line; what cannot be read is an error at its field.</summary>
internal sealed class RangeReader(ModelStateDictionary state, RangeInput input, HoursWords words)
{
    private readonly TypedFields _fields = new(state, "Range", words);

    public EditScope Scope => Enum.TryParse<EditScope>(input.Scope, out var scope) ? scope : EditScope.All;

    /// <param name="original">What is edited: it keeps what the line does not show. Null: a new range.</param>
    /// <returns>Null when something cannot be read.</returns>
    public RuleItem? Read(HoursAddress here, RuleItem? original)
    {
        var time = new DayTime(_fields.Time("From", input.From), _fields.Time("To", input.To));
        var channel = Enum.TryParse<OpeningChannel>(input.Channel, out var read) ? read : OpeningChannel.Online;
        var isUntil = channel == OpeningChannel.CounterUntil;
        var when = When(here, original);
        var services = input.Services.Where(ordinal => ordinal is >= 0 and < 64).Aggregate(0L, (bits, ordinal) => bits | (1L << ordinal));
        var item = new RuleItem(here.PlanningId, here.SiteId, null, when, time, services)
        {
            StepMinutes = _fields.Number("Step", input.Step),
            Channel = channel,
            OnlineDaysBefore = isUntil ? _fields.Number("DaysBefore", input.DaysBefore) : original?.OnlineDaysBefore ?? 0,
            OnlineMinute = isUntil ? _fields.Time("OnlineAt", input.OnlineAt) : original?.OnlineMinute ?? 0,
            ShareKept = TypedFields.IsEmpty(input.Kept) ? 0 : _fields.Number("Kept", input.Kept),
            ShareOf = TypedFields.IsEmpty(input.Kept) ? 0 : _fields.Number("Of", input.Of),
            School = Enum.TryParse<SchoolTime>(input.School, out var school) ? school : SchoolTime.Any,
        };
        return _fields.AreValid ? item : null;
    }

    private StoredRecurrence When(HoursAddress here, RuleItem? original)
    {
        if (input.Repeat == Repeats.Once)
        {
            return StoredRecurrence.Of(new Recurrence.OnDate(_fields.Date("Date", input.Date) ?? here.Monday));
        }

        var day = TypedTime.Weekday(input.Weekday);
        var (from, until) = (
            _fields.DateIfAny("First", input.First),
            _fields.DateIfAny("Last", input.Last));
        if (input.Repeat == Repeats.Monthly)
        {
            var weeks = input.Weeks.Select(name => Enum.TryParse<MonthWeeks>(name, out var week) ? week : MonthWeeks.None)
                .Aggregate(MonthWeeks.None, (all, week) => all | week);
            if (weeks == MonthWeeks.None)
            {
                _fields.Add("Weeks", "NoWeeks");
            }

            return new StoredRecurrence(day, 1, null, from, until, null) { Weeks = weeks };
        }

        var every = input.Repeat == Repeats.SomeWeeks ? _fields.Number("EveryWeeks", input.EveryWeeks) : 1;
        var anchor = original?.When is { FirstWeek: { } first } when && when.EveryWeeks == every
            ? first
            : IsoWeek.Monday(from ?? here.Monday);
        return new StoredRecurrence(day, every, anchor, from, until, null);
    }
}
