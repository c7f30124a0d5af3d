using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Catalogue;
using Creneau.Counter.People;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Localization;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Appointments;

/// <summary>Says in the language of the page what agents see of appointments.</summary>
public sealed class CounterWords(IStringLocalizer<CounterTexts> texts, AvailabilityIndex availability)
{
    public string ServiceOf(int serviceId) => availability.Places.Services.GetValueOrDefault(serviceId)?.Texts.Words().Name ?? "";

    /// <summary>« Mairie de Passy »; a site that takes nobody new says so.</summary>
    public string PlaceOf(int siteId) =>
        availability.IsRetired(RetiredKind.Site, siteId)
            ? texts["ClosedPlace", availability.Places.SiteName(siteId)]
            : availability.Places.SiteName(siteId);

    public string DeskOf(int deskId) => availability.Places.DeskName(deskId);

    public string PlaceAndPlanning(CounterPlace place, bool namesPlanning) =>
        namesPlanning ? $"{PlaceOf(place.Site.Id)}, {place.Planning.Name}" : PlaceOf(place.Site.Id);

    /// <summary>« DUNAND Claire »; « à compléter » for somebody not named yet.</summary>
    public string NameOf(Applicant person) =>
        person.IsNamed ? Name(person.BirthName, person.FirstGivenName) : texts["ToBeNamed"];

    /// <summary>« DUNAND Claire »: the birth name as the identity document has it.</summary>
    public static string Name(string? birthName, string? givenName) =>
        $"{birthName?.ToUpper(System.Globalization.CultureInfo.CurrentCulture)} {givenName}".Trim();

    /// <summary>« 14/03/1987 », as far as it is known.</summary>
    public static string BornOf(Applicant person) => person.BirthDate switch
    {
        { Month: { } month, Day: { } day } born =>
            new DateOnly(born.Year, month, day).ToString("d", System.Globalization.CultureInfo.CurrentCulture),
        { } born => born.Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
        null => "",
    };

    /// <summary>« mercredi 25 novembre 2026 à 9 h 00, Mairie de Passy ».</summary>
    public string WhenAndWhere(int siteId, DateOnly date, int startMinute) =>
        $"{Wording.Current.LongMoment(date, startMinute)}, {PlaceOf(siteId)}";

    public string SeenAt(SeenAppointment seen) => WhenAndWhere(seen.Slot.SiteId, seen.Slot.Date, seen.Slot.StartMinute);

    public string StatusOf(Appointment appointment) => texts[$"Status_{appointment.Status}"];

    /// <summary>« 06 12 34 56 78 », « claire@exemple.fr », or nobody.</summary>
    public string ContactOf(Appointment appointment) => appointment switch
    {
        { Email: { } email, Phone: { } phone, PrefersSms: true } => $"{ContactReader.Shown(phone)}, {email}",
        { Email: { } email, Phone: { } phone } => $"{email}, {ContactReader.Shown(phone)}",
        { Email: { } email } => email,
        { Phone: { } phone } => ContactReader.Shown(phone),
        _ => texts["NoContact"],
    };

    /// <summary>An instant on the wall clock of a site: « 24/11/2026 09:20 ».</summary>
    public string Local(DateTime utc, int siteId) =>
        WallClock.ToLocal(utc, availability.Places.ZoneOf(availability.Places.Sites[siteId]))
            .ToString("g", System.Globalization.CultureInfo.CurrentCulture);

    /// <summary>« Déplacé (avant : …), par Nadia Berthod ».</summary>
    public string Happened(HistoryLine line)
    {
        var what = texts[$"Event_{line.Kind}"].Value;
        var before = line.Before is { } place ? texts["EventBefore", WhenAndWhere(place.SiteId, place.Date, place.StartMinute)].Value : "";
        var initiative = EventReasons.Has(line.Why, EventReasons.Person) ? texts["OfPerson"].Value
            : EventReasons.Has(line.Why, EventReasons.TownHall) ? texts["OfTownHall"].Value
            : "";
        var silent = EventReasons.Has(line.Why, EventReasons.Silent) ? texts["NotTold"].Value : "";
        return string.Join(", ", new[] { what, before, ByWhom(line), initiative, silent }.Where(part => part.Length > 0));
    }

    public string Sent(SentMessage message) =>
        texts["MessageLine", PurposeOf(message), AddressOf(message), StateOf(message)];

    public string PurposeOf(SentMessage message) => texts[$"Purpose_{message.Purpose}"];

    public string StateOf(SentMessage message) => texts[$"State_{message.State}"];

    /// <summary>Those of a planning that take people on a date.</summary>
    /// <param name="kept">Services that stay in the list, whatever became of them.</param>
    public IEnumerable<(int Id, string Name)> ServicesOf(Planning planning, DateOnly date, IReadOnlyCollection<int>? kept = null) =>
        planning.Services.OrderBy(service => service.Ordinal)
            .Where(service => !availability.Places.Retirements.IsRetired(RetiredKind.Service, service.Id, date)
                || kept?.Contains(service.Id) == true)
            .Select(service => (service.Id, service.Texts.Words().Name));

    private static string AddressOf(SentMessage message) =>
        message.Channel == MessageChannel.Sms ? ContactReader.Shown(message.Address) : message.Address;

    private string ByWhom(HistoryLine line) => line switch
    {
        { AgentName: { } name } => texts["ByAgent", name],
        { By: ActorKind.Agent or ActorKind.RelayAgent } => texts["ByFormerAgent"],
        { By: ActorKind.Citizen or ActorKind.Caller or ActorKind.ApiClient or ActorKind.Tablet } => texts["ByPerson"],
        _ => texts["ByPlatform"],
    };
}
