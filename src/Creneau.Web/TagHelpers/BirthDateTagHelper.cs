using Creneau.Web.Pages.Shared;
using Creneau.Web.Pages.Shared.Forms;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.TagHelpers;

/// <summary>
/// &lt;birth-date for="Input.BirthDate" /&gt; over a <see cref="BirthDateInput"/>: three text fields.
/// Errors are keyed by the whole date.
/// </summary>
[HtmlTargetElement("birth-date", Attributes = "for", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BirthDateTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    public string? Label { get; set; }
    public string? Hint { get; set; }

    /// <summary>Autocomplete token: "bday" for the user, "off" for other people.</summary>
    public string Autocomplete { get; set; } = "off";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var whole = FieldState.Of(View, For);
        var typed = For.Model as BirthDateInput ?? new BirthDateInput();
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", whole.Errors.Count > 0 ? "field bad" : "field");
        output.Content.AppendHtml("<legend>").Append(Label ?? texts["BirthDate"]).AppendHtml("</legend>");
        var describedBy = whole.Describe(output.Content, new HtmlContentBuilder().Append(Hint ?? texts["BirthDateHint"]));

        var row = new TagBuilder("div") { Attributes = { ["class"] = "birth" } };
        // The first field has the id of the whole date: links of the error summary lead to it
        row.InnerHtml.AppendHtml(Part(whole, describedBy, "Day", typed.Day, whole.Id));
        row.InnerHtml.AppendHtml(Part(whole, describedBy, "Month", typed.Month));
        row.InnerHtml.AppendHtml(Part(whole, describedBy, "Year", typed.Year));
        output.Content.AppendHtml(row);
    }

    private TagBuilder Part(FieldState whole, string? describedBy, string part, string? value, string? id = null)
    {
        var state = FieldState.Of(View, $"{whole.Name}.{part}", value);
        var name = id ?? state.Id;
        var box = new TagBuilder("div") { Attributes = { ["class"] = part == "Year" ? "year" : "day" } };
        box.InnerHtml.AppendHtml($"<label for=\"{name}\">").Append(texts[part]).AppendHtml("</label>");
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.MergeAttributes(new Dictionary<string, string?>
        {
            ["class"] = "form-control",
            ["id"] = name,
            ["name"] = state.Name,
            ["value"] = state.Value,
            ["inputmode"] = "numeric",
            ["autocomplete"] = Autocomplete == "off" ? "off" : $"{Autocomplete}-{part.ToLowerInvariant()}",
            ["maxlength"] = part == "Year" ? "4" : "2",
        });
        whole.Mark(input, describedBy);
        box.InnerHtml.AppendHtml(input);
        return box;
    }
}
