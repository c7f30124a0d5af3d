using System.Text.RegularExpressions;

namespace Creneau.Web.Pages.Dev;

/// <summary>Splits a plain text into addresses, which become links, and the rest.</summary>
public static partial class TextWithLinks
{
    public static IEnumerable<(string Text, bool IsLink)> Split(string text)
    {
        var end = 0;
        foreach (Match link in Link().Matches(text))
        {
            yield return (text[end..link.Index], false);
            yield return (link.Value, true);
            end = link.Index + link.Length;
        }

        yield return (text[end..], false);
    }

    [GeneratedRegex(@"https?://[^\s<>""]+[^\s<>"".,;:!?)]")]
    private static partial Regex Link();
}
