using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Creneau.Notifications.Texts;

/// <summary>Buttons of an e-mail: links that look like buttons, and stand on lines of their own in the text.</summary>
internal static class MailButtons
{
    private const string Filled = "display:inline-block;padding:12px 24px;border-radius:10px;background:#0a5c8f;color:#ffffff;"
        + "font-weight:700;text-decoration:none";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Outlined = "display:inline-block;padding:10px 22px;border-radius:10px;border:2px solid #0a5c8f;color:#0a5c8f;"
        + "font-weight:700;text-decoration:none";

    /// <summary>Several answers: the first is the usual one.</summary>
    public static MailBlock Of(IReadOnlyList<(string Label, string Address)> answers)
    {
        var blocks = answers.Select((answer, index) => index == 0
            ? Of(answer.Label, answer.Address)
            : Of(answer.Label, answer.Address, "link", Outlined)).ToList();
        return new MailBlock(string.Join("\n\n", blocks.Select(block => block.Text)), string.Concat(blocks.Select(block => block.Html)));
    }

    public static MailBlock Of(string label, string address) => Of(label, address, "button", Filled);

    private static MailBlock Of(string label, string address, string look, string style) => new(
        $"{label}\u00a0:\n{address}",
        $"<p><a href=\"{Html.Encode(address)}\" class=\"{look}\" style=\"{style}\">{Html.Encode(label)}</a></p>");
}
