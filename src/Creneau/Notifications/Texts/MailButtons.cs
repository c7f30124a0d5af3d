using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Creneau.Notifications.Texts;

/// <summary>Buttons of an e-mail: links that look like buttons, and stand on lines of their own in the text.</summary>
internal static class MailButtons
{
    private const string Filled = "display:inline-block;padding:12px 24px;border-radius:10px;background:#0a5c8f;color:#ffffff;"
        + "font-weight:700;text-decoration:none";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static MailBlock Of(string label, string address) => new(
        $"{label}\u00a0:\n{address}",
        $"<p><a href=\"{Html.Encode(address)}\" class=\"button\" style=\"{Filled}\">{Html.Encode(label)}</a></p>");
}
