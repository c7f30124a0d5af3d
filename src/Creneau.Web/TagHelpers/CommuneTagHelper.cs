using Creneau.Web.Pages.Shared;
using Creneau.Web.Pages.Shared.Forms;
using Creneau.Web.Pages.Shared.Search;
using Creneau.Web.StaticAssets;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.TagHelpers;

/// <summary>
/// &lt;commune for="Input.Commune" label="…" /&gt;: an optional field for a commune, which is suggested while somebody types. It is never
/// filled in from a search or an address.
/// </summary>
[HtmlTargetElement("commune", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CommuneTagHelper(
    IStringLocalizer<FormsTexts> texts,
    IStringLocalizer<SearchTexts> search,
    IStringLocalizer<SharedTexts> shared,
    AssetManifest assets,
    IUrlHelperFactory urls) : TagHelper
{
    private const int LongestTyped = 100;

    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    /// <summary>« Commune de résidence » unless said otherwise.</summary>
    public string? Label { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = FieldState.Of(View, For);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", state.Errors.Count > 0 ? "field bad" : "field");
        output.Content.AppendHtml($"<label for=\"{state.Id}\">").Append(Label ?? texts["Commune"])
            .AppendHtml(" <span class=\"hint\">").Append(shared["Optional"]).AppendHtml("</span></label>");
        var describedBy = state.Describe(output.Content, hint: null);
        var combo = new TagBuilder("div") { Attributes = { ["class"] = "combo" } };
        combo.InnerHtml.AppendHtml(InputFor(state, describedBy));
        output.Content.AppendHtml(combo);
    }

    private TagBuilder InputFor(FieldState state, string? describedBy)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.MergeAttributes(new Dictionary<string, string?>
        {
            ["class"] = "form-control",
            ["type"] = "text",
            ["id"] = state.Id,
            ["name"] = state.Name,
            ["value"] = state.Value,
            ["autocomplete"] = "off",
            ["autocapitalize"] = "words",
            ["spellcheck"] = "false",
            ["maxlength"] = LongestTyped.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["data-suggest"] = assets.Address("suggest.js"),
            ["data-suggest-from"] = urls.GetUrlHelper(View).Content("~/api/v1/communes"),
            ["data-suggest-label"] = search["Suggestions"],
            ["data-suggest-count"] = search["SuggestCount", "#"],
            ["data-suggest-hint"] = search["SuggestHint"],
            ["data-suggest-former"] = search["FormerName", "#1", "#2"],
        });
        state.Mark(input, describedBy);
        return input;
    }
}
