using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Creneau.Notifications.Texts;

/// <summary>A block of an e-mail in both of its forms.</summary>
/// <param name="Html">Escaped already.</param>
public sealed record MailBlock(string Text, string Html);

/// <summary>Makes both forms of an e-mail of one rendered text: paragraphs, blocks, links; what was typed is escaped.</summary>
internal sealed partial class MailBody
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly IReadOnlyDictionary<string, MailBlock> _blocks;
    private readonly List<string> _paragraphs;

    /// <param name="rendered">With marks.</param>
    public MailBody(string rendered, IReadOnlyDictionary<string, MailBlock> blocks)
    {
        _blocks = blocks;
        // A block is a paragraph of its own, and an empty one none
        var apart = Blocks().Replace(TextMarks.WithoutAbsent(rendered), block => $"\n\n{block.Value}\n\n");
        _paragraphs =
        [
            .. apart.Split("\n\n").Select(paragraph => paragraph.Trim('\n'))
                .Where(paragraph => !string.IsNullOrWhiteSpace(paragraph) && BlockIn(paragraph) is not { Text.Length: 0 }),
        ];
    }

    public string Text => string.Join("\n\n", _paragraphs.Select(one => BlockIn(one)?.Text ?? TextMarks.Free(one)));

    public string Markup => string.Join('\n', _paragraphs.Select(one => BlockIn(one)?.Html ?? $"<p>{Paragraph(one)}</p>"));

    private MailBlock? BlockIn(string paragraph) =>
        paragraph[0] == TextMarks.Block ? _blocks[paragraph.Trim(TextMarks.Block)] : null;

    private static string Paragraph(string text)
    {
        var html = new StringBuilder();
        var from = 0;
        foreach (Match link in Links().Matches(text))
        {
            var address = Html.Encode(link.Value);
            html.Append(Inline(text[from..link.Index]))
                .Append("<a href=\"").Append(address).Append("\" class=\"link\" style=\"color:#0a5c8f\">").Append(address).Append("</a>");
            from = link.Index + link.Length;
        }

        return html.Append(Inline(text[from..])).ToString();
    }

    private static string Inline(string text) => string.Concat(Pieces().Split(text).Select(piece => piece switch
    {
        "\n" => "<br>\n",
        [TextMarks.Strong] => "<strong>",
        [TextMarks.StrongEnd] => "</strong>",
        [TextMarks.Code] => "<strong style=\"font-size:34px;line-height:1.2;letter-spacing:4px\">",
        [TextMarks.CodeEnd] => "</strong>",
        [TextMarks.Wrong] => "<mark class=\"wrong\">",
        [TextMarks.WrongEnd] => "</mark>",
        [TextMarks.French] => "<span lang=\"fr\">",
        [TextMarks.FrenchEnd] => "</span>",
        _ => Html.Encode(TextMarks.Free(piece)),
    }));

    [GeneratedRegex("\uE005[a-z]+\uE005")]
    private static partial Regex Blocks();

    // Without the sign that ends the sentence
    [GeneratedRegex("https?://[^\\s\uE000-\uE00F<>\"]*[^\\s\uE000-\uE00F<>\".,;:!?)]")]
    private static partial Regex Links();

    [GeneratedRegex("([\n\uE001-\uE004\uE006-\uE009])")]
    private static partial Regex Pieces();
}
