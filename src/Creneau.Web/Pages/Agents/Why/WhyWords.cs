using Creneau.Acting;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Hours;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Localization;
using Creneau.Web.Pages.Agents.Agenda;
using Creneau.Web.Pages.Agents.Hours;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Why;

/// <summary>Where a cause is mended.</summary>
/// <param name="Href">Without the application's root.</param>
/// <param name="Needs">The right without which nobody can.</param>
public sealed record Remedy(string Words, string Href, Rights Needs);

/// <summary>Says in the language of the page why a date has no start.</summary>
public sealed class WhyWords(IStringLocalizer<WhyTexts> texts, AgendaWords agenda, AvailabilityIndex availability)
{
    public string Site(int id) => availability.Places.SiteName(id);

    public string this[string key, params object[] values] => texts[key, values];

    /// <summary>The first cause, or how many starts there are, in one sentence.</summary>
    public string Cause(StartsAnswer answer, WhyAddress asked)
    {
        var starts = answer.Starts;
        return starts.Cause switch
        {
            NoStartsCause.None => texts[starts.Count == 1 ? "Cause_NoneOne" : "Cause_None", starts.Count],
            NoStartsCause.NoRange => texts["Cause_NoRange", Wording.Current.Weekday(asked.Date)],
            NoStartsCause.SchoolHolidays => texts["Cause_SchoolHolidays"],
            NoStartsCause.NotOnlineYet => texts["Cause_NotOnlineYet", Moment(starts)],
            NoStartsCause.TooShort => texts[
                "Cause_TooShort", Wording.Current.Duration(starts.NeededMinutes), Wording.Current.Duration(starts.LongestMinutes)],
            NoStartsCause.LeastNotice => texts["Cause_LeastNotice", Wording.Current.Duration(Notice(asked))],
            NoStartsCause.BeyondHorizon => texts["Cause_BeyondHorizon", Day(starts)],
            NoStartsCause.NotReleased => texts["Cause_NotReleased", Moment(starts)],
            NoStartsCause.PublicHoliday => texts["Cause_PublicHoliday", agenda[$"Holiday_{answer.Holiday}"]],
            NoStartsCause.Closed when answer.Closures is [var first, ..] => texts[$"Cause_Closed_{OfWhat(first)}", What(first), Why(first)],
            NoStartsCause.OutOfOrder when answer.Closures is [var first, ..] => texts["Cause_OutOfOrder", What(first), Why(first)],
            NoStartsCause.TooFewAgents => texts[
                starts.Agents switch { 0 => "Cause_NoAgents", 1 => "Cause_TooFewAgentsOne", _ => "Cause_TooFewAgents" }, starts.Agents],
            NoStartsCause.Retired when answer.Retired is { } thing => texts[$"Cause_Retired_{thing.Kind}", NameOf(thing)],
            var other => texts[$"Cause_{other}"],
        };
    }

    /// <summary>Where it is mended; null where only time or another date does.</summary>
    public Remedy? RemedyFor(StartsAnswer answer, WhyAddress asked) => answer.Starts.Cause switch
    {
        NoStartsCause.None => Of("Remedy_Book", Rights.Appointments,
            $"/agents/rendez-vous/nouveau?site={asked.SiteId}&planning={asked.PlanningId}&date={asked.Date:yyyy-MM-dd}"),
        NoStartsCause.NoDesk => Of("Remedy_Desks", Rights.Accounts, Setup("lieux", asked.SiteId, "guichets")),
        NoStartsCause.NotPublic => Of("Remedy_Publish", Rights.Accounts, Setup("plannings", asked.PlanningId, "ouvrir")),
        NoStartsCause.AgentsOnly => Of("Remedy_Service", Rights.Accounts, Setup("demarches", asked.ServiceId, "public")),
        NoStartsCause.Retired when answer.Retired is { } thing => RemedyFor(thing),
        NoStartsCause.Past => null,
        NoStartsCause.LeastNotice or NoStartsCause.BeyondHorizon or NoStartsCause.NotReleased =>
            Of("Remedy_Window", Rights.Hours, Hours(asked, "fenetre")),
        NoStartsCause.Closed => Of("Remedy_Closures", Rights.Hours, Hours(asked, HoursSections.Closures)),
        NoStartsCause.OutOfOrder when answer.Closures.Select(closure => closure.DeskId).FirstOrDefault() is { } desk =>
            Of("Remedy_Broken", Rights.Hours, $"/agents/horaires/panne?guichet={desk}"),
        NoStartsCause.OutOfOrder => Of("Remedy_Closures", Rights.Hours, Hours(asked, HoursSections.Closures)),
        NoStartsCause.TooFewAgents => Of("Remedy_Agents", Rights.Hours, Hours(asked, HoursSections.Staff)),
        NoStartsCause.AllTaken => Of(
            "Remedy_Agenda", Rights.Appointments, $"/agents/agenda?jour={asked.Date:yyyy-MM-dd}&site={asked.SiteId}"),
        _ => Of("Remedy_Hours", Rights.Hours, Hours(asked, "plage")),
    };

    private Remedy? RemedyFor(RetiredThing thing) => thing.Kind switch
    {
        RetiredKind.Site => Of("Remedy_Retired", Rights.Accounts, Setup("lieux", thing.Id, "retrait")),
        RetiredKind.Planning => Of("Remedy_Retired", Rights.Accounts, Setup("plannings", thing.Id, "retrait")),
        RetiredKind.Service => Of("Remedy_Retired", Rights.Accounts, Setup("demarches", thing.Id, "suspendre")),
        RetiredKind.Desk => Of("Remedy_Retired", Rights.Accounts, Setup("guichets", thing.Id, "retrait")),
        RetiredKind.TownHall => null,
    };

    private Remedy Of(string words, Rights needs, FormattableString href) => new(texts[words], FormattableString.Invariant(href), needs);

    private static FormattableString Setup(string what, int? id, string part) => $"/agents/administration/{what}/{id}#{part}";

    private string NameOf(RetiredThing thing) => thing.Kind switch
    {
        RetiredKind.Site => Site(thing.Id),
        RetiredKind.Planning => availability.Places.Plannings[thing.Id].Name,
        RetiredKind.Service => availability.Places.Services[thing.Id].Texts.Words().Name,
        RetiredKind.Desk => availability.Places.DeskName(thing.Id),
        RetiredKind.TownHall => "",
    };

    private static FormattableString Hours(WhyAddress asked, string part)
    {
        var (day, monday) = (asked.Date, IsoWeek.Monday(asked.Date));
        return $"/agents/horaires?planning={asked.PlanningId}&site={asked.SiteId}&semaine={monday:yyyy-MM-dd}&jour={day:yyyy-MM-dd}#{part}";
    }

    private int Notice(WhyAddress asked) => availability.Places.Plannings[asked.PlanningId].LeastNoticeMinutes;

    private static string OfWhat(Closure closure) => closure switch
    {
        { DeskId: not null } => "Desk",
        { SiteId: not null } => "Site",
        _ => "TownHall",
    };

    private string What(Closure closure) => closure switch
    {
        { DeskId: { } desk } => availability.Places.DeskName(desk),
        { SiteId: { } site } => Site(site),
        _ => "",
    };

    private string Why(Closure closure) => closure.Told is { Length: > 0 } told ? told : agenda.Reason(closure.Reason);

    private static string Day(ExplainedStarts starts) => Wording.Current.LongDate(DateOnly.FromDateTime(starts.FromLocal!.Value));

    private static string Moment(ExplainedStarts starts) => starts.FromLocal is { } from
        ? Wording.Current.LongMoment(DateOnly.FromDateTime(from), (int)from.TimeOfDay.TotalMinutes)
        : "";
}
