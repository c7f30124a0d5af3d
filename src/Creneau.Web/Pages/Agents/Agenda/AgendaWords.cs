using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Counter;
using Creneau.Counter.People;
using Creneau.Notifications;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Agenda;

/// <summary>Says in the language of the page what the agenda shows.</summary>
public sealed class AgendaWords(IStringLocalizer<AgendaTexts> texts, AvailabilityIndex availability)
{
    public string this[string key, params object[] values] => texts[key, values];

    /// <summary>« COSTA Marie », « COSTA Marie + 3 »; « À compléter » when nobody is named.</summary>
    public string Names(IReadOnlyList<AgendaPerson> people) => Joined(
        [.. people.Where(person => person.IsNamed).Select(person => Name(person.BirthName, person.FirstGivenName))], people.Count);

    public string Names(IReadOnlyList<FoundPerson> people) => Joined(
        [.. people.Where(person => person.IsNamed).Select(person => Name(person.BirthName, person.FirstGivenName))], people.Count);

    /// <summary>« DUNAND Claire »: the birth name as the identity document has it.</summary>
    public static string Name(string birthName, string givenName) =>
        $"{birthName.ToUpper(CultureInfo.CurrentCulture)} {givenName}".Trim();

    /// <summary>« Passeport », « 2 cartes d’identité et 1 passeport ».</summary>
    public string Services(IEnumerable<int> serviceIds)
    {
        var kinds = serviceIds.GroupBy(id => id)
            .Select(same => (Count: same.Count(), Words: availability.Places.Services.GetValueOrDefault(same.Key)?.Texts.Words()))
            .Where(kind => kind.Words is not null)
            .ToList();
        return kinds is [(1, { } only)]
            ? only.Name
            : Wording.Current.List([.. kinds.Select(kind => kind.Count == 1
                ? kind.Words!.One
                : string.Format(CultureInfo.CurrentCulture, kind.Words!.Many, kind.Count))]);
    }

    public string Planning(int id) => availability.Places.Plannings.GetValueOrDefault(id)?.Name ?? "";

    public string Desk(int id) => availability.Places.Desks.GetValueOrDefault(id)?.Name ?? "";

    public string Site(int id) => availability.Places.Sites.GetValueOrDefault(id)?.Name ?? "";

    public string Status(AppointmentStatus status) => texts[$"Status_{status}"];

    /// <summary>« annulé dans 40 s », until it is carried out; else the status.</summary>
    public string Status(AppointmentStatus status, DateTime? cancelAtUtc, DateTime nowUtc) => cancelAtUtc is { } at
        ? texts["CancelledIn", Math.Max(0, (int)Math.Ceiling((at - nowUtc).TotalSeconds))]
        : Status(status);

    /// <summary>Why a desk is closed: the closure's own words, or its reason, or the holiday's name.</summary>
    public string Why(ClosedTime closed) => closed.Kind switch
    {
        ClosedKind.Pause => texts["Pause"],
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

    public string Message(SentMessage message) =>
        texts["MessageLine", texts[$"Message_{message.Purpose}"], texts[$"Channel_{message.Channel}"]];

    public string State(MessageState state) => texts[$"Message_{state}"];

    /// <summary>What happened, by whom and why: « Déplacé du lundi 2 à 9 h 00, par l’usager ».</summary>
    public string Line(HistoryLine line, int here)
    {
        string?[] parts =
        [
            texts[$"Event_{line.Kind}"],
            line.Before is { } before ? texts["Before", Place(before, here)].Value : null,
            texts["ByWhom", By(line.By, line.AgentName)],
            EventReasons.Has(line.Why, EventReasons.Person) ? texts["OnPersonsInitiative"].Value : null,
            EventReasons.Has(line.Why, EventReasons.TownHall) ? texts["OnTownHallsInitiative"].Value : null,
            EventReasons.Has(line.Why, EventReasons.Silent) ? texts["Silent"].Value : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

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
