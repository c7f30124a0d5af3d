using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Text;
using Creneau.Web.Html;
using Creneau.Web.Html.Shapes;
using Creneau.Web.Search;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Booking;

/// <summary>A free start as a button.</summary>
/// <param name="Place">« Mairie de Passy ».</param>
public sealed record Offer(SlotValue Slot, string Place, double Km);

/// <summary>The three nearest starts, as buttons named `slot`.</summary>
/// <param name="Action">Where the buttons post to when that is not where their form does; null otherwise.</param>
public sealed record Offers(IReadOnlyList<Offer> Starts, string? Action = null);

/// <summary>A start that cannot be had: why, and what there is instead.</summary>
/// <param name="Form">Where another start is posted, and with what.</param>
public sealed record Refusal(string Title, string Why, Offers Instead, SlotForm Form);

/// <summary>Says in words what the use cases answer.</summary>
public sealed class BookingWords(IStringLocalizer<BookingTexts> texts, AvailabilityIndex availability)
{
    public string this[string name] => texts[name];

    public static string Person(int ordinal) => $"Person_{ordinal + 1}";

    public string Title(SlotRefusal reason) => texts[reason == SlotRefusal.Taken ? "TakenTitle" : "NotPossibleTitle"];

    public string Why(SlotRefusal reason) => texts[reason switch
    {
        SlotRefusal.UnknownPlace => "Refused_UnknownPlace",
        SlotRefusal.NotServedHere => "Refused_NotServedHere",
        SlotRefusal.WrongPartySize => "Refused_WrongPartySize",
        SlotRefusal.Past => "Refused_Past",
        SlotRefusal.TooSoon => "Refused_TooSoon",
        SlotRefusal.TooFar => "Refused_TooFar",
        SlotRefusal.NotOffered => "Refused_NotOffered",
        SlotRefusal.Taken => "Refused_Taken",
    }];

    public string Why(CodeResult.Refused refused) => refused.Reason switch
    {
        CodeRefusal.HoldGone => texts["Code_HoldGone"],
        // By fives: who reads it has lost a second or two already
        CodeRefusal.TooFast => texts["Code_TooFast", 5 * (int)Math.Ceiling(refused.Wait.TotalSeconds / 5)],
        CodeRefusal.TooManyForAppointment => texts["Code_TooManyForAppointment"],
        CodeRefusal.TooManyForContact => texts["Code_TooManyForContact"],
    };

    /// <param name="left">0 to 4; at 0 the code is dead.</param>
    public string TriesLeft(int left) => left switch
    {
        0 => texts["Code_Dead"],
        1 => texts["Code_WrongLast"],
        _ => texts["Code_Wrong", left],
    };

    public string CodeLength(int typed) => texts["Code_Length", OneTimeCode.Digits, typed];

    /// <summary>« 2 cartes d’identité et 1 passeport ».</summary>
    public string Party(IEnumerable<ServiceKind> kinds) => Wording.Current.List([.. kinds.GroupBy(kind => kind)
        .Select(group => group.Count() == 1 ? texts[$"One_{group.Key}"].Value : texts[$"Many_{group.Key}", group.Count()].Value)]);

    /// <summary>« Claire, Zoé et Jules »: first names are all that pages say of people.</summary>
    public static string FirstNames(IEnumerable<Applicant> people) =>
        Wording.Current.List([.. people.OrderBy(person => person.Ordinal).Select(person => person.FirstGivenName)]);

    /// <summary>« mercredi 3 février 2027 à 14 h 20 (45 min) ».</summary>
    public string When(Appointment appointment) =>
        texts["WhenLong", Wording.Current.LongMoment(appointment.Date, appointment.StartMinute), Wording.Current.Duration(appointment.Slot.Minutes)];

    public static string Moment(Appointment appointment) => Wording.Current.LongMoment(appointment.Date, appointment.StartMinute);

    public string Place(Appointment appointment) => availability.Places.Sites[appointment.SiteId].Name;

    public string Street(Appointment appointment)
    {
        var site = availability.Places.Sites[appointment.SiteId];
        return $"{site.Street}, {site.Postcode}\u00A0{site.City}";
    }

    /// <summary>An instant on the wall clock of the town hall: « 10 h 47 ».</summary>
    public string Clock(DateTime instantUtc, Appointment appointment)
    {
        var zone = availability.Places.ZoneOf(availability.Places.Sites[appointment.SiteId]);
        var local = TimeZoneInfo.ConvertTimeFromUtc(instantUtc, zone);
        return Wording.Current.Time((local.Hour * 60) + local.Minute);
    }

    public Summary Summary(Appointment appointment, string title, string? changeText = null, string? changeHref = null) => new(
        texts[title],
        [
            new SummaryLine(texts["When"], When(appointment)),
            new SummaryLine(texts["Where"], Place(appointment), Street(appointment)),
            new SummaryLine(texts["For"], Party(appointment.Kinds)),
        ],
        changeText,
        changeHref);

    public IReadOnlyList<Offer> Offers(IEnumerable<Alternative> starts) =>
        [.. starts.Select(start => new Offer(SlotValue.Of(start), availability.Places.Sites[start.SiteId].Name, start.Km))];
}
