using System.Text.Encodings.Web;
using Creneau.Web.Access;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Creneau.Web.TagHelpers;

/// <summary>
/// &lt;form method="post" htmx&gt;: htmx sends the form and swaps the content of the page for the answer's, so that the history holds pages
/// only and « back » never asks whether to send a form again. Without script it is an ordinary form. A form of an agent carries the
/// town hall for which it is shown.
/// </summary>
[HtmlTargetElement("form", Attributes = "htmx")]
public sealed class HtmxFormTagHelper : TagHelper
{
    /// <summary>For the header HX-Reswap: the content is swapped without scrolling.</summary>
    public const string KeepScroll = "outerHTML show:none";

    private static readonly (string Name, string Value)[] Boost =
    [
        ("hx-boost", "true"),
        ("hx-target", "#content"),
        ("hx-select", "#content"),
        // The language control in the header belongs to the form that is shown
        ("hx-select-oob", "#language"),
        ("hx-swap", "outerHTML show:window:top"),
        ("hx-push-url", "false"),
        ("hx-sync", "this:drop"),
        // Links inside the form are not boosted
        ("hx-disinherit", "*"),
    ];

    /// <summary>
    /// Whose content the form has. After « back » browsers refill a form of the same address whose first fields have the same names, even
    /// with what was typed about somebody else: the first field is named after the owner to prevent that.
    /// </summary>
    public string? Owner { get; set; }

    /// <summary>Where a script posts the form while it is filled in and when the page is left; null or empty: nowhere.</summary>
    public string? SaveDraft { get; set; }

    /// <summary>The fields are those of a form as it was posted: none is added.</summary>
    public bool AsPosted { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Owner is not null)
        {
            output.PreContent.AppendHtml($"<input type=\"hidden\" name=\"of-{HtmlEncoder.Default.Encode(Owner)}\">");
        }

        if (!AsPosted && View.HttpContext.SignedInAgentOrNull() is { } agent)
        {
            output.PostContent.AppendHtml(
                $"<input type=\"hidden\" name=\"{TownHallFormFilter.Field}\" value=\"{TownHallFormFilter.ValueFor(agent)}\">");
        }

        if (!string.IsNullOrEmpty(SaveDraft))
        {
            output.Attributes.SetAttribute("data-save-draft", SaveDraft);
        }

        output.Attributes.RemoveAll("htmx");
        foreach (var (name, value) in Boost)
        {
            output.Attributes.SetAttribute(name, value);
        }
    }
}
