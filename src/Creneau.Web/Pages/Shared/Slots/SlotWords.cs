using System.Collections.Frozen;
using System.Globalization;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Text;
using Creneau.Web.Localization;
using Creneau.Web.Search;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Shared.Slots;

/// <summary>
/// Says in the language of the page when, where and for whom a slot is, why one cannot be had, and what is offered instead.
/// </summary>
public sealed class SlotWords(IStringLocalizer<SlotTexts> texts, IStringLocalizer<SharedTexts> shared, AvailabilityIndex availability)
{
    private static readonly FrozenSet<string> RefusalNames = Enum.GetValues<SlotRefusal>().Select(NameOf).ToFrozenSet();

    public string Title(SlotRefusal reason) => texts[reason == SlotRefusal.Taken ? "TakenTitle" : "NotPossibleTitle"];

    public string TextOf(SlotRefusal reason) => texts[NameOf(reason)];

    /// <summary>For a <see cref="Forms.FormNotice"/>.</summary>
    public static string NameOf(SlotRefusal reason) => $"Refused_{reason}";

    /// <returns>The sentence of a name that <see cref="NameOf"/> made; null for any other.</returns>
    public string? Sentence(string name) => RefusalNames.Contains(name) ? texts[name].Value : null;

    /// <summary>« 2 cartes d’identité et 1 passeport ».</summary>
    public string Party(Appointment appointment) => Party(appointment.ServiceIds);

    /// <param name="serviceIds">One per person; what is no longer offered is left out.</param>
    public string Party(IEnumerable<int> serviceIds) => Wording.Current.List(
    [
        .. from id in serviceIds
           group id by id into same
           let words = availability.Places.Services.GetValueOrDefault(same.Key)?.Texts.Words()
           where words is not null
           select same.Count() == 1 ? words.One : string.Format(CultureInfo.CurrentCulture, words.Many, same.Count()),
    ]);

    /// <summary>The kind of service of each person; those of a search for an identity card when one of them has no kind.</summary>
    public IReadOnlyList<ServiceKind> Kinds(Appointment appointment) =>
        availability.Places.KindsOf(appointment.ServiceIds) ?? [.. appointment.ServiceIds.Select(_ => ServiceKind.IdCard)];

    /// <summary>The service of each person; empty when one of them is no longer offered.</summary>
    public IReadOnlyList<Service> Services(Appointment appointment)
    {
        var services = appointment.ServiceIds.Select(id => availability.Places.Services.GetValueOrDefault(id)).ToList();
        return services.Contains(null) ? [] : [.. services.OfType<Service>()];
    }

    /// <summary>What a person comes for; empty when it is no longer offered.</summary>
    public string ServiceOf(Applicant person) => availability.Places.Services.GetValueOrDefault(person.ServiceId)?.Texts.Words().Name ?? "";

    /// <summary>« Claire, Zoé et Jules »: pages name people by their first names only.</summary>
    public static string FirstNames(IEnumerable<Applicant> people) =>
        Wording.Current.List([.. people.OrderBy(person => person.Ordinal).Select(person => person.CalledName)]);

    /// <summary>« mercredi 3 février 2027 à 14 h 20 (45 min) ».</summary>
    public string When(Appointment appointment) =>
        texts["WhenLong", Moment(appointment), Wording.Current.Duration(appointment.Slot.Minutes)];

    /// <summary>« mercredi 3 février 2027 à 14 h 20 ».</summary>
    public static string Moment(Appointment appointment) => Wording.Current.LongMoment(appointment.Date, appointment.StartMinute);

    /// <summary>« Mairie de Passy ».</summary>
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

    /// <param name="changeForm">Id of the form that is posted to <paramref name="changeHref"/>; null when that is a link.</param>
    public Summary Summary(
        Appointment appointment, string title, string? changeText = null, string? changeHref = null, string? changeForm = null) => new(
        title,
        [
            new SummaryLine(shared["When"], When(appointment)),
            new SummaryLine(shared["Where"], Place(appointment), Street(appointment)),
            new SummaryLine(shared["For"], Party(appointment)),
        ],
        changeText,
        changeHref,
        changeForm);

    public IReadOnlyList<SlotOffer> Offers(IEnumerable<Alternative> starts) =>
        Offers(starts.Select(start => (SlotValue.Of(start), start.Km)));

    /// <param name="starts">As buttons post them; what is no start of a site is left out.</param>
    /// <param name="from">Site from which distances are measured.</param>
    public IReadOnlyList<SlotOffer> Offers(IEnumerable<string?> starts, int from)
    {
        var sites = availability.Places.Sites;
        return Offers(starts.Take(Alternative.Most).Select(SlotValue.Parse).OfType<SlotValue>()
            .Where(slot => sites.ContainsKey(slot.SiteId))
            .Select(slot => (slot, sites[slot.SiteId].Place.KmTo(sites[from].Place))));
    }

    private IReadOnlyList<SlotOffer> Offers(IEnumerable<(SlotValue Slot, double Km)> starts) =>
    [
        .. starts.OrderBy(start => start.Slot.Date).ThenBy(start => start.Slot.Minute)
            .Select(start => new SlotOffer(start.Slot, availability.Places.Sites[start.Slot.SiteId].Name, start.Km)),
    ];
}
