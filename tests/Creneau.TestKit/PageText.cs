using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Creneau.TestKit;

/// <summary>Reads a page as a person does.</summary>
internal static partial class PageText
{
    private const string ErrorPlaces =
        "[role=alert], .validation-summary-errors li, .field-validation-error, .invalid-feedback";

    public static string Of(INode node) => Spaces().Replace(string.Concat(Pieces(node)), " ").Trim();

    /// <summary>A label's own words, without those of a control inside it.</summary>
    public static string OfLabel(IElement label)
    {
        var words = (IElement)label.Clone();
        foreach (var control in words.QuerySelectorAll("select, textarea, button")) control.Remove();
        return Of(words);
    }

    public static IReadOnlyList<string> Errors(IDocument page) =>
        [.. page.QuerySelectorAll(ErrorPlaces).Select(Of).Where(text => text.Length > 0).Distinct()];

    /// <summary>The one element that is called <paramref name="text"/>; else the one whose name contains it.</summary>
    public static T Only<T>(IEnumerable<T> elements, string text, string kind) where T : IElement
    {
        var named = elements.Select(element => (Element: element, Name: NameOf(element))).ToList();
        var found = named.FindAll(candidate => candidate.Name == text);
        if (found.Count == 0) found = named.FindAll(candidate => candidate.Name.Contains(text, StringComparison.Ordinal));
        if (found.Count == 1) return found[0].Element;
        var others = string.Join(", ", named.Select(candidate => $"« {candidate.Name} »"));
        throw new InvalidOperationException($"{found.Count} {kind}s are called « {text} ». The page has: {others}");
    }

    /// <summary>The name a screen reader says, in its simple cases.</summary>
    public static string NameOf(IElement element) =>
        element.GetAttribute("aria-label") ?? (Of(element) is { Length: > 0 } text ? text : element.GetAttribute("value") ?? "");

    private static IEnumerable<string> Pieces(INode node) => node switch
    {
        IText text => [text.Data],
        IElement { LocalName: "script" or "style" or "template" } => [],
        IElement element when element.HasAttribute("hidden") => [],
        IElement element when IsInline(element) => node.ChildNodes.SelectMany(Pieces),
        _ => [" ", .. node.ChildNodes.SelectMany(Pieces), " "],
    };

    private static bool IsInline(IElement element) =>
        element.LocalName is "a" or "abbr" or "b" or "bdi" or "em" or "i" or "small" or "span" or "strong" or "sup" or "time";

    // No-break spaces are spaces to the reader, and French typography has many.
    [GeneratedRegex(@"[\s\u00A0\u202F]+")]
    private static partial Regex Spaces();
}
