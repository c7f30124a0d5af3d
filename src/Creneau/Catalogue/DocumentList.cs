using System.Globalization;
using System.Resources;
using Creneau.Text;

namespace Creneau.Catalogue;

/// <summary>One thing to bring: what it is, and in a sentence or two what matters about it (may be empty).</summary>
public sealed record DocumentItem(string Title, string Explanation);

/// <summary>
/// What one person brings to the town hall, for a kind of service and adult or minor: the same list on pages, on paper
/// and in messages.
/// </summary>
/// <remarks>Only rules of national law or of the official pages; what single town halls ask for besides is theirs to add.</remarks>
public sealed record DocumentList(
    ServiceKind Kind, bool Minor, string Heading, IReadOnlyList<DocumentItem> Items, IReadOnlyList<string> Remarks)
{
    private const string IdCard = "IdCard";
    private const string Passport = "Passport";
    private const string IdCardAndPassport = "IdCardAndPassport";
    private const string Collection = "Collection";

    private static readonly ResourceManager Texts = new("Creneau.Catalogue.DocumentTexts", typeof(DocumentList).Assembly);

    /// <param name="kind">What the person comes for; one whose procedures have no list of their own has an empty one.</param>
    /// <param name="minor">Under 18 on the day of the appointment.</param>
    /// <param name="culture">English gives English, anything else French.</param>
    /// <param name="prices">The stamps' prices; the ones known when this was written if none are given.</param>
    public static DocumentList For(ServiceKind kind, bool minor, CultureInfo culture, StampPrices? prices = null)
    {
        var page = new Writer(Wording.Of(culture), prices ?? new StampPrices(), minor);
        return NameOf(kind) is { } name
            ? new DocumentList(
                kind,
                minor,
                page.Text($"Heading_{name}"),
                [.. KeysOf(name, minor).Select(page.Item)],
                [.. RemarksOf(name, minor).Select(page.Text)])
            : new DocumentList(kind, minor, kind.Texts.In(Wording.Of(culture) == Wording.English ? "en" : "fr").Name, [], []);
    }

    /// <summary>What the list is called among the texts: by the procedures, whatever the kind is called.</summary>
    private static string? NameOf(ServiceKind kind) => kind.Procedures switch
    {
        [Procedure.IdCard] => IdCard,
        [Procedure.Passport] => Passport,
        [Procedure.IdCard, Procedure.Passport] => IdCardAndPassport,
        [] when kind.OnlyWhereFiled => Collection,
        _ => null,
    };

    private static IEnumerable<string> KeysOf(string name, bool minor)
    {
        if (name == Collection) return minor ? ["Receipt", "FormerTitle", "GuardianAtCollection"] : ["Receipt", "FormerTitle", "InPerson"];
        string[] guardian = minor ? ["Guardian"] : [];
        string[] stamp = name == IdCard ? [] : ["Stamp"];
        return
        [
            .. guardian,
            name == Passport ? "PreRequest_Passport" : "PreRequest",
            "Photo",
            "Address",
            $"Former_{name}",
            "BirthCertificate",
            .. stamp,
        ];
    }

    private static IEnumerable<string> RemarksOf(string name, bool minor)
    {
        if (name == Collection) return ["Remark_ThreeMonths"];
        string[] separated = minor ? ["Remark_Separated"] : [];
        string[] lost = name == Passport ? ["Remark_LostPassport"] : ["Remark_LostIdCard"];
        return ["Remark_Present", .. lost, .. separated, "Remark_Originals"];
    }

    /// <summary>Looks a text up, first under its name for minors where there is one, and fills in the prices.</summary>
    private sealed class Writer(Wording wording, StampPrices prices, bool minor)
    {
        private readonly object[] amounts =
        [
            wording.Euros(prices.PassportAdult),
            wording.Euros(prices.PassportTeenager),
            wording.Euros(prices.PassportChild),
            wording.Euros(prices.LostIdCard),
        ];

        public DocumentItem Item(string key) => new(Text(key), Find($"{key}_Why") ?? "");

        public string Text(string key) => Find(key) ?? throw new MissingManifestResourceException($"DocumentTexts has no {key}.");

        private string? Find(string key)
        {
            var text = (minor ? Texts.GetString($"{key}_Minor", wording.Culture) : null) ?? Texts.GetString(key, wording.Culture);
            return text is null ? null : wording.Typeset(string.Format(wording.Culture, text, amounts));
        }
    }
}
