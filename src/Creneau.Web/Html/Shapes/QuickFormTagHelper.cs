using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Creneau.Web.Html.Shapes;

/// <summary>
/// &lt;form method="post" quick&gt;: sent by script where there is one, and the answer takes the place of the page's content.
/// History then holds pages only, so that « back » never asks whether a form shall be sent again. Without script it is a form like any other.
/// </summary>
[HtmlTargetElement("form", Attributes = "quick")]
public sealed class QuickFormTagHelper : TagHelper
{
    /// <summary>For the header HX-Reswap: the content is swapped, and the page stays where it is scrolled to.</summary>
    public const string InPlace = "outerHTML show:none";

    private static readonly (string Name, string Value)[] Quick =
    [
        ("hx-boost", "true"),
        ("hx-target", "#content"),
        ("hx-select", "#content"),
        // The language control in the header belongs to the form of the page that is shown.
        ("hx-select-oob", "#language"),
        ("hx-swap", "outerHTML show:window:top"),
        ("hx-push-url", "false"),
        ("hx-sync", "this:drop"),
        // A link among the fields stays a link.
        ("hx-disinherit", "*"),
    ];

    /// <summary>
    /// Whose what is typed in it is. On « back » a browser fills in a form of the same address whose first fields have the
    /// same names, also for somebody else: so the first name says whose it is.
    /// </summary>
    public string? Owner { get; set; }

    /// <summary>Where a script sends what is typed when the page is left by another way; null or empty: nowhere.</summary>
    public string? Leave { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Owner is not null)
        {
            output.PreContent.AppendHtml($"<input type=\"hidden\" name=\"of-{HtmlEncoder.Default.Encode(Owner)}\">");
        }

        if (!string.IsNullOrEmpty(Leave))
        {
            output.Attributes.SetAttribute("data-leave", Leave);
        }

        output.Attributes.RemoveAll("quick");
        foreach (var (name, value) in Quick)
        {
            output.Attributes.SetAttribute(name, value);
        }
    }
}
