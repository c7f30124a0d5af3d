using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Places;
using Creneau.Text;

namespace Creneau.Web.Pages.Agents.Messages;

public enum TextSample
{
    One,
    Family,

    /// <summary>Six people, the longest names, service and place of the town hall.</summary>
    Longest,
}

/// <summary>Appointments that nobody has, with the places and services of the town hall, to show texts with.</summary>
public sealed class TextSamples(AvailabilityIndex availability, TimeProvider clock)
{
    private const int DaysAhead = 9;
    private const int StartMinute = 14 * 60 + 20;
    private static readonly string[] Names = ["Camille", "Léo", "Zoé"];
    private static readonly string[] LongNames =
        ["Marie-Antoinette", "Jean-Christophe", "Anne-Charlotte", "Pierre-Emmanuel", "Marie-Françoise", "Charles-Alexandre"];

    private PlaceDirectory Places => availability.Places;

    /// <summary>The day of the sample.</summary>
    public DateOnly Date => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(DaysAhead);

    /// <param name="townHallId">Null: of the platform; the first town hall stands for all.</param>
    /// <param name="planningId">Null: of any planning.</param>
    public MessageFacts Of(TextSample sample, int? townHallId, int? planningId, string language)
    {
        var townHall = Places.TownHalls.GetValueOrDefault(townHallId ?? 0) ?? Places.TownHalls.Values.MinBy(one => one.Id);
        var planning = Planning(townHall, planningId);
        var site = Site(townHall, sample);
        var service = Service(planning, sample, language);
        var names = sample switch { TextSample.One => Names[..1], TextSample.Family => Names, TextSample.Longest => LongNames };
        var words = service?.Texts.In(language);
        return new MessageFacts
        {
            Reference = "4821903772",
            Date = sample == TextSample.Longest ? LongestDate(language) : Date,
            StartMinute = StartMinute,
            EndMinute = StartMinute + (service is null ? 15 : service.Minutes.First + (names.Length - 1) * service.Minutes.Further),
            TimeZone = townHall?.TimeZone ?? "Europe/Paris",
            TownHall = townHall?.Name ?? "",
            SiteName = site?.Name ?? "",
            Street = site?.Street ?? "",
            Postcode = site?.Postcode ?? "",
            City = site?.City ?? "",
            Phone = site is null ? "" : Places.PhoneOf(planning?.Id, site.Id) ?? "",
            People = [.. names.Select(name => new PersonFacts(name, words?.For ?? "", service?.Kind?.Code ?? "", name == "Zoé"))],
            Services = words is null ? []
                : [names.Length == 1 ? words.For : string.Format(Wording.Current.Culture, words.Many, names.Length)],
            ByTownHall = false,
        };
    }

    /// <summary>The same, cancelled by the town hall, with what it offers instead.</summary>
    public static MessageFacts Cancelled(MessageFacts facts) => facts with
    {
        ByTownHall = true,
        Why = ListedReason.Broken,
        Offer = new OfferFacts(
            facts.Date.ToDateTime(TimeOnly.MinValue).AddDays(-1).AddHours(10),
            [
                new(facts.Date.AddDays(1), 9 * 60, facts.SiteName), new(facts.Date.AddDays(1), 15 * 60 + 40, facts.SiteName),
                new(facts.Date.AddDays(4), 10 * 60 + 20, facts.SiteName),
            ]),
    };

    private Planning? Planning(TownHall? townHall, int? planningId) =>
        townHall is null ? null
        : planningId is { } id ? Places.Plannings.GetValueOrDefault(id)
        : Places.PlanningsOf(townHall.Id).FirstOrDefault(planning => planning.Services.Count > 0);

    private Site? Site(TownHall? townHall, TextSample sample) =>
        townHall is null ? null
        : sample == TextSample.Longest ? Places.SitesOf(townHall.Id).MaxBy(site => site.Name.Length)
        : Places.SitesOf(townHall.Id) is [var first, ..] ? first : null;

    private static Service? Service(Planning? planning, TextSample sample, string language) => sample == TextSample.Longest
        ? planning?.Services.MaxBy(service => service.Texts.In(language).Many.Length)
        : planning?.Services.OrderBy(service => service.Ordinal).FirstOrDefault();

    private DateOnly LongestDate(string language) => Enumerable.Range(1, 365).Select(Date.AddDays)
        .MaxBy(date => Wording.Of(language).ShortDate(date).Length);
}
