using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Counter;
using Creneau.Counter.People;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Pages.Agents.Appointments;
using Creneau.Web.Pages.Shared.Slots;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Agenda;

/// <summary>Says in the language of the page what the agenda shows.</summary>
public sealed class AgendaWords(
    IStringLocalizer<AgendaTexts> texts, CounterWords words, SlotWords slots, AvailabilityIndex availability)
{
    public string this[string key, params object[] values] => texts[key, values];

    /// <summary>« COSTA Marie », « COSTA Marie + 3 »; « À compléter » when nobody is named.</summary>
    public string Names(IReadOnlyList<AgendaPerson> people) => Joined(
        [.. people.Where(person => person.IsNamed).Select(person => CounterWords.Name(person.BirthName, person.FirstGivenName))],
        people.Count);

    public string Names(IReadOnlyList<FoundPerson> people) => Joined(
        [.. people.Where(person => person.IsNamed).Select(person => CounterWords.Name(person.BirthName, person.FirstGivenName))],
        people.Count);

    /// <summary>« Passeport », « 2 cartes d’identité et 1 passeport ».</summary>
    public string Services(IEnumerable<int> serviceIds)
    {
        int[] ids = [.. serviceIds];
        return ids is [var only] ? words.ServiceOf(only) : Wording.Current.Sentence(slots.Party(ids));
    }

    public string Planning(int id) => availability.Places.Plannings.GetValueOrDefault(id)?.Name ?? "";

    public IEnumerable<(int Id, string Name)> ServicesOf(int planningId, DateOnly date) =>
        availability.Places.Plannings.GetValueOrDefault(planningId) is { } planning ? words.ServicesOf(planning, date) : [];

    /// <summary>The planning that has a service; null when it is no longer offered.</summary>
    public int? PlanningOf(int serviceId) => availability.Places.Plannings.Values
        .FirstOrDefault(planning => planning.Services.Any(service => service.Id == serviceId))?.Id;

    public string Desk(int id) => words.DeskOf(id);

    public string Site(int id) => words.PlaceOf(id);

    public string Status(AppointmentStatus status) => texts[$"Status_{status}"];

    /// <summary>« annulé dans 40 s », until it is carried out; else the status.</summary>
    public string Status(AppointmentStatus status, DateTime? cancelAtUtc, DateTime nowUtc) => cancelAtUtc is { } at
        ? texts["CancelledIn", Math.Max(0, (int)Math.Ceiling((at - nowUtc).TotalSeconds))]
        : Status(status);

    /// <summary>Why a desk is closed: the closure's own words, or its reason, or the holiday's name.</summary>
    public string Why(ClosedTime closed) => closed.Kind switch
    {
        ClosedKind.Pause => texts["Pause"],
        ClosedKind.WalkInOnly => texts["WalkInOnly"],
        ClosedKind.PublicHoliday => texts[$"Holiday_{closed.Holiday}"],
        ClosedKind.Closure => closed.Told is { Length: > 0 } told ? told : Reason(closed.Reason ?? ClosureReason.Other),
    };

    public string Reason(ClosureReason reason) => texts[$"Closed_{reason}"];

    /// <summary>How a desk stands now, where something is to be said of it.</summary>
    public string? Condition(AgendaDesk desk) => desk.Now switch
    {
        DeskCondition.OutOfOrder or DeskCondition.Closed => desk.Told is { Length: > 0 } told ? told : Reason(desk.Reason!.Value),
        DeskCondition.Open or DeskCondition.OutsideHours => null,
    };

    /// <summary>« 10 h 00 → vendredi 27 novembre à 9 h 15, par l’usager, 9 h 20 ».</summary>
    public string Line(Departure departure, Creneau.Counter.Agenda of)
    {
        var from = Wording.Current.Time(departure.StartMinute);
        var by = By(departure.By, departure.AgentName);
        var at = Clock(departure.AtUtc, of.Site.Id);
        return departure switch
        {
            { IsCancelled: true } => texts["LeftCancelled", from, by, at],
            { To: { } to } => texts["LeftMoved", from, Place(to, of.Site.Id), by, at],
            _ => texts["LeftElsewhere", from, by, at],
        };
    }

    /// <summary>« vendredi 27 novembre à 9 h 15 », with the site where that is another one.</summary>
    public string Place(DeparturePlace place, int here)
    {
        var moment = $"{Day(place.Date)} {texts["At"]} {Wording.Current.Time(place.StartMinute)}";
        return place.SiteId == here ? moment : texts["MomentAtSite", moment, Site(place.SiteId)];
    }

    /// <summary>« l’usager », « Nadia Berthod », « la plateforme ».</summary>
    public string By(ActorKind kind, string? agentName) => agentName ?? texts[$"By_{kind}"].Value;

    /// <summary>« Semaine du 23 au 29 novembre 2026 ».</summary>
    public string Week(DateOnly from, DateOnly to)
    {
        var (first, last) = (WithoutWeekday(from), WithoutWeekday(to));
        return texts["WeekOf", from.Month == to.Month ? first.Split('\u00A0')[0] : first[..first.LastIndexOf(' ')], last];
    }

    /// <summary>« vendredi 27 novembre ».</summary>
    public static string Day(DateOnly date)
    {
        var words = Wording.Current.LongDate(date);
        return words[..words.LastIndexOf(' ')];
    }

    /// <summary>An instant on the wall clock of a site: « 9 h 20 ».</summary>
    public string Clock(DateTime instantUtc, int siteId)
    {
        var local = Local(instantUtc, siteId);
        return Wording.Current.Time((local.Hour * 60) + local.Minute);
    }

    /// <summary>« 22 nov. à 9 h 20 ».</summary>
    public string Moment(DateTime instantUtc, int siteId) =>
        $"{Wording.Current.PinDate(DateOnly.FromDateTime(Local(instantUtc, siteId)))} {texts["At"]} {Clock(instantUtc, siteId)}";

    /// <summary>« Confirmation, e-mail ».</summary>
    public string Message(SentMessage message) => texts["MessageLine", words.PurposeOf(message), texts[$"Channel_{message.Channel}"]];

    private static string WithoutWeekday(DateOnly date) => Wording.Current.LongDate(date).Split(' ', 2)[1];

    private string Joined(string[] named, int people) => named switch
    {
        [] => texts["Unnamed"],
        [var first, ..] when people > 1 => texts["AndMore", first, people - 1],
        [var only, ..] => only,
    };

    private DateTime Local(DateTime instantUtc, int siteId) =>
        WallClock.ToLocal(instantUtc, availability.Places.ZoneOf(availability.Places.Sites[siteId]));
}
