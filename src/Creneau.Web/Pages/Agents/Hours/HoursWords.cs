using Creneau.Agents.Administration;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Hours.Drafts;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Localization;
using Creneau.Web.Pages.Agents.Agenda;
using Creneau.Web.Pages.Agents.Appointments;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>Says in the language of the page what hours are made of.</summary>
public sealed class HoursWords(IStringLocalizer<HoursTexts> texts, AgendaWords agenda, AvailabilityIndex availability)
{
    private static readonly DayOfWeek[] Weekdays =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday,
        DayOfWeek.Sunday,
    ];

    public string this[string key, params object[] values] => texts[key, values];

    /// <summary>Monday to Sunday, with their names.</summary>
    public static IReadOnlyList<(int Number, string Name)> Days =>
        [.. Weekdays.Select(day => ((int)day, Wording.Current.Culture.DateTimeFormat.GetDayName(day)))];

    public static string Day(DayOfWeek day) => Wording.Current.Culture.DateTimeFormat.GetDayName(day);

    /// <summary>« lun. 7 déc. ».</summary>
    public static string DayOf(DateOnly date) => Wording.Current.ShortDate(date);

    /// <summary>« 9 h 00 – 12 h 30 ».</summary>
    public static string Time(DayTime time) => Wording.Current.TimeRange(time.Start, time.End);

    public string Desk(int id) => availability.Places.DeskName(id);

    public string Holiday(HolidayName name) => agenda[$"Holiday_{name}"];

    public string Reason(ClosureItem closure) => closure.Told is { Length: > 0 } told ? told : agenda.Reason(closure.Reason);

    public string Reason(ClosureReason reason) => agenda.Reason(reason);

    /// <summary>The services of a planning, by ordinal.</summary>
    public IReadOnlyList<(int Ordinal, string Name)> Services(int planningId) =>
    [
        .. availability.Places.Plannings[planningId].Services.OrderBy(service => service.Ordinal)
            .Select(service => (service.Ordinal, NameOf(service))),
    ];

    public string Site(int id) => availability.Places.SiteName(id);

    /// <summary>Ordinals of a planning's services that are switched off.</summary>
    public IReadOnlySet<int> OffServices(int planningId) =>
        availability.Places.Plannings[planningId].Services.Where(IsOff).Select(service => service.Ordinal).ToHashSet();

    private bool IsOff(Service service) =>
        availability.IsRetired(RetiredKind.Service, service.Id);

    /// <summary>« Passeport (suspendue) »: ranges go on naming a service that is switched off.</summary>
    private string NameOf(Service service) =>
        IsOff(service) ? texts["OffService", service.Texts.Words().Name] : service.Texts.Words().Name;

    /// <summary>« toutes les démarches », « carte d’identité, passeport ».</summary>
    public string ServicesOf(RuleItem rule)
    {
        var all = Services(rule.PlanningId);
        var served = all.Where(service => (rule.Services >> service.Ordinal & 1) != 0).Select(service => service.Name).ToList();
        return served.Count == all.Count ? texts["AllServices"] : string.Join(", ", served);
    }

    /// <summary>« en ligne et au guichet », « guichet jusqu’à 2 jours avant à 8 h 30 ».</summary>
    public string Channel(RuleItem rule) => rule.Channel == OpeningChannel.CounterUntil
        ? texts["ChannelUntil", rule.OnlineDaysBefore, Wording.Current.Time(rule.OnlineMinute)]
        : texts[$"Channel_{rule.Channel}"];

    /// <summary>« mardi, 9 h 00 – 12 h 00, DR 1 ».</summary>
    public string Range(RuleItem rule)
    {
        var when = When(rule.When.ToRecurrence());
        var desk = rule.DeskId is { } id ? Desk(id) : texts["EveryDesk"].Value;
        return $"{when}, {Time(rule.Time)}, {desk}";
    }

    /// <summary>« mardi », « 1er et 3e samedi du mois », « mardi, toutes les 2 semaines », « mercredi 9 décembre 2026 ».</summary>
    public string When(Recurrence when) => when switch
    {
        Recurrence.OnDate once => Wording.Current.LongDate(once.Date),
        Recurrence.Monthly monthly => texts[
            "MonthlyOn",
            Wording.Current.List([.. Enum.GetValues<MonthWeeks>().Where(week => week != MonthWeeks.None && monthly.Weeks.HasFlag(week))
                .Select(week => texts[$"Week_{week}"].Value)]),
            Day(monthly.Day)],
        Recurrence.Weekly { EveryWeeks: > 1 } weekly => texts["EveryWeeksOn", Day(weekly.Day), weekly.EveryWeeks],
        Recurrence.Weekly weekly => Day(weekly.Day),
        _ => "",
    } + Bounds(when);

    /// <summary>« du 7 décembre 2026 à 0 h 00 au … », « à partir du … jusqu’à nouvel ordre ».</summary>
    public string Closing(Closing closing)
    {
        var from = Ending(closing.FromDate, closing.FromMinute, 0);
        return closing.UntilDate switch
        {
            null => texts["ClosedFromOn", from],
            { } until when until == closing.FromDate && closing is { FromMinute: 0, UntilMinute: DayBits.MinutesPerDay } => from,
            { } until => texts["ClosedFromTo", from, Ending(until, closing.UntilMinute, DayBits.MinutesPerDay)],
        };
    }

    /// <summary>« DR 1 », « Mairie annexe », « toute la mairie ».</summary>
    public string WhatCloses(ClosureItem closure) => closure switch
    {
        { DeskId: { } desk } => Desk(desk),
        { SiteId: { } site } => Site(site),
        _ => texts["WholeTownHall"],
    };

    public string Describe(HoursItem? item) => item switch
    {
        RuleItem rule => Range(rule) + ", " + ServicesOf(rule),
        ClosureItem closure => texts["ClosureOf", WhatCloses(closure), Closing(closure.When)],
        ShiftItem shift => $"{When(shift.When.ToRecurrence())}, {Time(shift.Time)}",
        WindowItem window => texts["WindowIs", Wording.Current.Duration(window.LeastNoticeMinutes), window.HorizonDays],
        _ => texts["ItemGone"],
    };

    /// <summary>« Nadia Berthod », « quelqu’un ».</summary>
    public string Agent(int? id, IEnumerable<ListedAgent> agents) => id is null
        ? texts["Somebody"]
        : agents.FirstOrDefault(agent => agent.AgentId == id)?.Name is { Length: > 0 } name ? name : texts["FormerAgent"];

    /// <summary>« ROUX Anne », « COSTA Marie + 3 ».</summary>
    public string People(Appointment appointment)
    {
        var named = appointment.Applicants.FirstOrDefault(person => person.IsNamed);
        var first = named is null ? texts["Unnamed"].Value : CounterWords.Name(named.BirthName, named.FirstGivenName);
        return appointment.Applicants.Count > 1 ? $"{first} + {appointment.Applicants.Count - 1}" : first;
    }

    /// <summary>« mer. 9 déc. 14 h 00 ».</summary>
    public static string Moment(DateOnly date, int minute) => $"{Wording.Current.ShortDate(date)} {Wording.Current.Time(minute)}";

    public string Local(DateTime instantUtc, int siteId) => agenda.Moment(instantUtc, siteId);

    public string Week(DateOnly monday) => agenda.Week(monday, monday.AddDays(6));

    /// <summary>« + 12 », « − 14 ».</summary>
    public static string WithSign(int change) => change < 0 ? $"−\u00A0{-change}" : $"+\u00A0{change}";

    /// <summary>What is wrong, as a sentence.</summary>
    public string Refusal(HoursRefusal why, RuleItem? other) => why == HoursRefusal.Overlaps && other is not null
        ? texts["Refused_Overlaps", Range(other)]
        : texts[$"Refused_{why}"];

    private string Bounds(Recurrence when)
    {
        var (from, until) = when switch
        {
            Recurrence.Weekly weekly => (weekly.From, weekly.Until),
            Recurrence.Monthly monthly => (monthly.From, monthly.Until),
            _ => (null, null),
        };
        return (from, until) switch
        {
            ({ } first, { } last) => " " + texts["BoundsFromTo", Short(first), Short(last)],
            ({ } first, null) => " " + texts["BoundsFrom", Short(first)],
            (null, { } last) => " " + texts["BoundsTo", Short(last)],
            _ => "",
        };
    }

    private static string Short(DateOnly date) => date.ToString("d", Wording.Current.Culture);

    private static string Ending(DateOnly date, int minute, int whole) =>
        minute == whole ? Wording.Current.LongDate(date) : Wording.Current.LongMoment(date, Math.Min(minute, DayBits.MinutesPerDay - 1));
}
