using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Creneau.Web.TagHelpers;

/// <summary>
/// &lt;field-error name="people" /&gt;: the errors of a hand-written control, in an element with the id that describes it;
/// nothing without errors.
/// </summary>
[HtmlTargetElement("field-error", Attributes = "name", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldErrorTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = View.ModelState.GetValueOrDefault(Name)?.Errors;
        if (errors is not { Count: > 0 })
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field-error");
        output.Attributes.SetAttribute("id", Name + "-error");
        output.Content.SetContent(string.Join(" ", errors.Select(error => error.ErrorMessage)));
    }
}

/// <summary>&lt;svg-text x="…" y="…"&gt;: the text element of SVG; Razor reserves the name text.</summary>
[HtmlTargetElement("svg-text")]
public sealed class SvgTextTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.TagName = "text";
}
