using Creneau.Web.Pages.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.TagHelpers;

/// <summary>
/// &lt;field for="Input.Email" label="…" hint="…" type="email" autocomplete="email" /&gt;: label, hint, error and input (or select, when
/// `items` are given) tied together. Other attributes go to the input; content between the tags is a hint with markup of its own.
/// </summary>
[HtmlTargetElement("field", Attributes = "for,label")]
public sealed class FieldTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    public string Label { get; set; } = "";
    public string? Hint { get; set; }

    /// <summary>Shows « (facultatif) » beside the label.</summary>
    public bool Optional { get; set; }

    /// <summary>Options of a select; null: the control is an input.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var state = FieldState.Of(View, For);
        var inner = await output.GetChildContentAsync();
        var given = output.Attributes.ToList();
        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", state.Errors.Count > 0 ? "field bad" : "field");

        output.Content.Clear();
        output.Content.AppendHtml(LabelFor(state));
        var describedBy = state.Describe(output.Content, HintOf(inner));
        output.Content.AppendHtml(Control(state, describedBy, given));
    }

    private IHtmlContent? HintOf(TagHelperContent inner) =>
        !inner.IsEmptyOrWhiteSpace ? inner : Hint is null ? null : new HtmlContentBuilder().Append(Hint);

    private TagBuilder LabelFor(FieldState state)
    {
        var label = new TagBuilder("label") { Attributes = { ["for"] = state.Id } };
        label.InnerHtml.Append(Label);
        if (Optional) label.InnerHtml.AppendHtml(" <span class=\"hint\">").Append(texts["Optional"]).AppendHtml("</span>");
        return label;
    }

    private TagBuilder Control(FieldState state, string? describedBy, List<TagHelperAttribute> given)
    {
        var control = Items is null ? InputFor(state) : SelectFor(state, Items);
        foreach (var attribute in given)
        {
            control.MergeAttribute(attribute.Name, attribute.Value?.ToString() ?? "", replaceExisting: attribute.Name != "class");
        }

        control.AddCssClass(Items is null ? "form-control" : "form-select");
        control.Attributes["id"] = state.Id;
        control.Attributes["name"] = state.Name;
        state.Mark(control, describedBy);
        return control;
    }

    private static TagBuilder InputFor(FieldState state) =>
        new("input") { TagRenderMode = TagRenderMode.SelfClosing, Attributes = { ["type"] = "text", ["value"] = state.Value } };

    private static TagBuilder SelectFor(FieldState state, IEnumerable<SelectListItem> items)
    {
        var select = new TagBuilder("select");
        foreach (var item in items)
        {
            var option = new TagBuilder("option") { Attributes = { ["value"] = item.Value } };
            if (item.Selected || item.Value == state.Value) option.Attributes["selected"] = "selected";
            option.InnerHtml.Append(item.Text);
            select.InnerHtml.AppendHtml(option);
        }

        return select;
    }
}
