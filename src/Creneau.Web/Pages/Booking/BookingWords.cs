using System.Collections.Frozen;
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
/// <param name="Form">Id of the form that they are buttons of, when they do not stand in it; null otherwise.</param>
public sealed record Offers(IReadOnlyList<Offer> Starts, string? Action = null, string? Form = null);

/// <summary>A start that cannot be had: why, and what there is instead.</summary>
/// <param name="Form">Where another start is posted, and with what.</param>
public sealed record Refusal(string Title, string Why, Offers Instead, SlotForm Form);

/// <summary>Says in words what the use cases answer.</summary>
public sealed class BookingWords(IStringLocalizer<BookingTexts> texts, AvailabilityIndex availability)
{
    private static readonly FrozenSet<string> Sentences = FrozenSet.ToFrozenSet(
    [
        "OtherTab", "OldForm", "ProlongedNow", "ProlongedBefore", "Code_TooManyForAppointment", "Code_TooManyForContact",
        "OtherTabAppointment", "AlreadyRemoved", "PartyDoesNotFit", "PartyTaken", "PartyMadeRoom", "PartyLastOne", "PartyFitsNowhere", "PartyDuplicate", "PartyAlreadyComes", "PartyWrongSize", "NotConfirmed",
        .. Enum.GetValues<SlotRefusal>().Select(NameOf),
    ]);

    public string this[string name] => texts[name];

    public static string Person(int ordinal) => $"Person_{ordinal + 1}";

    public string Title(SlotRefusal reason) => texts[reason == SlotRefusal.Taken ? "TakenTitle" : "NotPossibleTitle"];

    public string Why(SlotRefusal reason) => texts[NameOf(reason)];

    public static string NameOf(SlotRefusal reason) => $"Refused_{reason}";

    /// <param name="name">Of a sentence that a page says beside its form, as the form brought it along.</param>
    /// <returns>Null when there is none of that name.</returns>
    public string? Sentence(string? name) => name is not null && Sentences.Contains(name) ? texts[name].Value : null;

    public string Why(CodeResult.Refused refused) => refused.Reason switch
    {
        // By fives: who reads it has lost a second or two already
        CodeRefusal.TooFast => texts["Code_TooFast", 5 * (int)Math.Ceiling(refused.Wait.TotalSeconds / 5)],
        _ => texts[NameOf(refused.Reason)],
    };

    public static string NameOf(CodeRefusal reason) => $"Code_{reason}";

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

    /// <param name="form">Id of the form that is sent to the other address, with what is typed in it; null for a link.</param>
    public Summary Summary(Appointment appointment, string title, string? changeText = null, string? changeHref = null, string? form = null) => new(
        texts[title],
        [
            new SummaryLine(texts["When"], When(appointment)),
            new SummaryLine(texts["Where"], Place(appointment), Street(appointment)),
            new SummaryLine(texts["For"], Party(appointment.Kinds)),
        ],
        changeText,
        changeHref,
        form);

    public IReadOnlyList<Offer> Offers(IEnumerable<Alternative> starts) => Offers(starts.Select(start => (SlotValue.Of(start), start.Km)));

    /// <param name="starts">Values as buttons carry them; what is no start of a site is left out.</param>
    /// <param name="from">Site that the distances are from.</param>
    public IReadOnlyList<Offer> Offers(IEnumerable<string?> starts, int from)
    {
        var sites = availability.Places.Sites;
        return Offers(starts.Take(Alternative.Most).Select(SlotValue.Parse).OfType<SlotValue>()
            .Where(slot => sites.ContainsKey(slot.SiteId))
            .Select(slot => (slot, sites[slot.SiteId].Place.KmTo(sites[from].Place))));
    }

    private IReadOnlyList<Offer> Offers(IEnumerable<(SlotValue Slot, double Km)> starts) =>
        [.. starts.OrderBy(start => start.Slot.Date).ThenBy(start => start.Slot.Minute).Select(start => new Offer(start.Slot, availability.Places.Sites[start.Slot.SiteId].Name, start.Km))];
}
