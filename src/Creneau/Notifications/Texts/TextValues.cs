using System.Globalization;
using Creneau.Text;
using Fluid.Values;

namespace Creneau.Notifications.Texts;

/// <summary>What the names of a text stand for in one message.</summary>
/// <param name="Words">By key; empty: its sentence goes.</param>
internal sealed record TextValues(IReadOnlyDictionary<string, string> Words, IReadOnlyDictionary<string, MailBlock> Blocks)
{
    public static TextValues OfCode(string code, double minutes) => new(
        new Dictionary<string, string>
        {
            ["code"] = $"{TextMarks.Code}{code}{TextMarks.CodeEnd}",
            ["minutes"] = Math.Round(minutes).ToString(CultureInfo.InvariantCulture),
        },
        new Dictionary<string, MailBlock>());

    public static TextValues OfInvitation(AgentFacts facts, string address, (string Password, string SignIn) links, string language)
    {
        var button = MailButtons.Of(MessageWords.Of(language).ChoosePassword, links.Password);
        return new TextValues(
            new Dictionary<string, string>
            {
                ["townhall"] = Typed(facts.Place),
                ["inviter"] = Typed(facts.By),
                ["days"] = (facts.Hours / 24).ToString(CultureInfo.InvariantCulture),
                ["address"] = Typed(address),
                ["link"] = links.Password,
                ["signin"] = links.SignIn,
                ["buttons"] = TextMarks.BlockOf("buttons"),
            },
            new Dictionary<string, MailBlock> { ["buttons"] = button });
    }

    /// <param name="values">What <see cref="AppointmentValues"/> gives, for the templates of the blocks.</param>
    public static TextValues OfAppointment(
        MessageFacts facts, AppointmentLinks links, IReadOnlyDictionary<string, FluidValue> values, string language)
    {
        var words = MessageWords.Of(language);
        Dictionary<string, MailBlock> blocks = new()
        {
            ["summary"] = Rendered("appointment", values, language),
            ["offers"] = facts.Offer is null ? new MailBlock("", "") : Rendered("offers", values, language),
            ["documents"] = Rendered("documents", values, language),
            ["buttons"] = links.Answers.Count > 0
                ? MailButtons.Of([.. links.Answers.Select(answer => (words.ButtonOf(answer.Button), answer.Address))])
                : MailButtons.Of(words.ButtonOf(links.Button), links.Target),
        };
        Dictionary<string, string> named = new(InWords(facts, links, words));
        foreach (var key in blocks.Keys)
        {
            named[key] = TextMarks.BlockOf(key);
        }

        return new TextValues(named, blocks);
    }

    private static IEnumerable<KeyValuePair<string, string>> InWords(MessageFacts facts, AppointmentLinks links, MessageWords words)
    {
        var say = words.Wording;
        var kept = facts.Offer is { KeptUntil: not null, Starts: [var first, ..] } ? first : null;
        string Local(string text) => say == Wording.English ? TextMarks.InFrench(Typed(text)) : Typed(text);
        return
        [
            new("townhall", Typed(words.TownHall(facts.TownHall))),
            new("place", Local(facts.SiteName)),
            new("city", Local(facts.City)),
            new("address", facts.Street.Length == 0 ? "" : Local($"{facts.Street}, {facts.Postcode} {facts.City}")),
            new("date", say.ShortDate(facts.Date)),
            new("day", TextMarks.Bold(say.LongDate(facts.Date))),
            new("time", TextMarks.Bold(say.Time(facts.StartMinute))),
            new("duration", say.Duration(facts.EndMinute - facts.StartMinute)),
            new("service", facts.ServiceLabel(say) is { Length: > 0 } label ? Typed(label) : words.Something),
            new("names", Typed(say.List(
                [.. facts.People.Select(person => MessageWords.Plain(person.FirstName)).Where(name => name.Length > 0)]))),
            new("reference", Wording.Reference(facts.Reference)),
            new("phone", Typed(facts.Phone)),
            new("link", links.Target),
            new("change", links.IsMove ? words.Moved : words.Changed),
            new("explanation", Typed(words.Explanation(facts, links.IsMove))),
            new("reason", ListedReason.All.Contains(facts.Why) ? say.Reason(facts.Why) : Local(facts.Why)),
            new("offer", kept is null ? "" : $"{say.ShortDate(kept.Date)} {say.Time(kept.StartMinute)}"),
        ];
    }

    private static MailBlock Rendered(string template, IReadOnlyDictionary<string, FluidValue> values, string language) => new(
        Wording.Of(language).Typeset(MessageTemplates.Text($"{language}/{template}.txt", values).ReplaceLineEndings("\n").Trim()),
        Wording.Of(language).Typeset(MessageTemplates.Markup($"{language}/{template}.html", values)));

    private static string Typed(string text) => TextMarks.Free(MessageWords.Plain(text));
}

/// <summary>Where the message leads.</summary>
/// <param name="Target">The appointment, or where another is made; short in an SMS.</param>
/// <param name="IsMove">Of a change: another start or place alone, the same people.</param>
internal sealed record AppointmentLinks(string Target, MessageButton Button, bool IsMove)
{
    /// <summary>Of a reminder: what may be answered, the usual answer first; empty for all others.</summary>
    public IReadOnlyList<(MessageButton Button, string Address)> Answers { get; init; } = [];
}

/// <summary>What the button of a message is called.</summary>
public enum MessageButton
{
    See,
    TakeOffer,
    Search,
    BookAgain,
    Come,
    ChangeDate,
    NoNeed,
}
