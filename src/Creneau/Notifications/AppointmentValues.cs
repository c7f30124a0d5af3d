using Creneau.Text;
using Fluid.Values;

namespace Creneau.Notifications;

/// <summary>What the templates may say about an appointment, in words.</summary>
internal static class AppointmentValues
{
    public static IEnumerable<(string Name, FluidValue Value)> Of(MessageFacts facts, string language)
    {
        var words = MessageWords.Of(language);
        return [.. WhenAndWhere(facts, words.Wording), .. Who(facts, words), .. Instead(facts.Offer, words.Wording)];
    }

    private static IEnumerable<(string Name, FluidValue Value)> WhenAndWhere(MessageFacts facts, Wording wording) =>
    [
        ("when", Text(wording.LongMoment(facts.Date, facts.StartMinute))),
        ("when_first", Text(wording.Sentence(wording.LongMoment(facts.Date, facts.StartMinute)))),
        ("short_when", Text(ShortMoment(facts, wording))),
        ("duration", Text(wording.Duration(facts.EndMinute - facts.StartMinute))),
        ("place", Text(MessageWords.Plain(facts.SiteName))),
        ("street", Text(MessageWords.Plain(facts.Street))),
        ("city", Text(MessageWords.Plain(facts.City))),
        ("postcode", Text(MessageWords.Plain(facts.Postcode))),
    ];

    private static IEnumerable<(string Name, FluidValue Value)> Who(MessageFacts facts, MessageWords words) =>
    [
        ("moved", BooleanValue.Create(facts.Moved)),
        ("by_town_hall", BooleanValue.Create(facts.ByTownHall)),
        ("why", Text(MessageWords.Plain(words.Wording.Reason(facts.Why)))),
        ("why_typed", BooleanValue.Create(!ListedReason.All.Contains(facts.Why))),
        ("reference", Text(Wording.Reference(facts.Reference))),
        ("people", new ArrayValue([.. facts.People.Select(person => Text(MessageWords.Person(person)))])),
        ("what", Text(words.Wording.List(Services(facts)))),
        ("guardian", Text(words.Guardian(facts))),
    ];

    /// <summary>What they come for, each once.</summary>
    private static string[] Services(MessageFacts facts) =>
        [.. facts.People.Select(person => MessageWords.Plain(person.Service)).Where(service => service.Length > 0).Distinct()];

    /// <summary>What a cancellation offers instead.</summary>
    private static IEnumerable<(string Name, FluidValue Value)> Instead(OfferFacts? offer, Wording wording)
    {
        var starts = offer?.Starts ?? [];
        var kept = offer?.KeptUntil is not null ? starts[0] : null;
        return
        [
            ("offer", BooleanValue.Create(offer is not null)),
            ("kept", Text(kept is null ? "" : Start(kept, wording))),
            ("kept_short", Text(kept is null ? "" : $"{wording.ShortDate(kept.Date)} {wording.Time(kept.StartMinute)}")),
            ("kept_until", Text(offer?.KeptUntil is { } until ? Moment(until, wording) : "")),
            ("others", new ArrayValue([.. starts.Skip(kept is null ? 0 : 1).Select(start => Text(Start(start, wording)))])),
        ];
    }

    private static string Start(OfferedStartFacts start, Wording wording) =>
        $"{wording.LongMoment(start.Date, start.StartMinute)}, {MessageWords.Plain(start.SiteName)}";

    private static string Moment(DateTime local, Wording wording) =>
        wording.LongMoment(DateOnly.FromDateTime(local), (int)local.TimeOfDay.TotalMinutes);

    private static string ShortMoment(MessageFacts facts, Wording wording) =>
        $"{wording.ShortDate(facts.Date)} {(wording == Wording.English ? "at" : "à")} {wording.Time(facts.StartMinute)}";

    private static StringValue Text(string text) => new(text);
}
