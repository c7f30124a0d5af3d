using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Creneau.Web.TagHelpers;

/// <summary>
/// &lt;choices for="Input.Channel" legend="…"&gt;&lt;choice value="email"&gt;Par e-mail&lt;/choice&gt;…&lt;/choices&gt;: radio buttons as
/// large cards.
/// </summary>
[HtmlTargetElement("choices", Attributes = "for,legend")]
public sealed class ChoicesTagHelper : TagHelper
{
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    public string Legend { get; set; } = "";
    public string? Hint { get; set; }

    /// <summary>For screen readers only, where a heading above says the same.</summary>
    public bool LegendHidden { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var group = new ChoiceGroup(FieldState.Of(View, For));
        context.Items[typeof(ChoiceGroup)] = group;
        var cards = await output.GetChildContentAsync();

        output.TagName = "fieldset";
        output.Attributes.SetAttribute("class", group.State.Errors.Count > 0 ? "field bad" : "field");
        output.Content.Clear();
        output.Content.AppendHtml(LegendHidden ? "<legend class=\"visually-hidden\">" : "<legend>").Append(Legend).AppendHtml("</legend>");
        var describedBy = group.State.Describe(output.Content, Hint is null ? null : new HtmlContentBuilder().Append(Hint));
        if (describedBy is not null) output.Attributes.SetAttribute("aria-describedby", describedBy);
        output.Content.AppendHtml("<div class=\"choices\">").AppendHtml(cards).AppendHtml("</div>");
    }
}

/// <summary>One card of a <see cref="ChoicesTagHelper"/>.</summary>
[HtmlTargetElement("choice", ParentTag = "choices", Attributes = "value")]
public sealed class ChoiceTagHelper : TagHelper
{
    public string Value { get; set; } = "";
    public string? Hint { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var group = (ChoiceGroup)context.Items[typeof(ChoiceGroup)];
        var words = await output.GetChildContentAsync();
        output.TagName = "label";
        output.Attributes.SetAttribute("class", "choice");
        output.Content.Clear();
        output.Content.AppendHtml(group.Radio(Value)).AppendHtml("<span>").AppendHtml(words);
        if (Hint is not null) output.Content.AppendHtml("<span class=\"hint\">").Append(Hint).AppendHtml("</span>");
        output.Content.AppendHtml("</span>");
    }
}

/// <summary>The field, for its cards. The first card has the field's id: links of the error summary lead to it.</summary>
internal sealed class ChoiceGroup(FieldState state)
{
    private int _cards;

    public FieldState State => state;

    public TagBuilder Radio(string value)
    {
        var radio = new TagBuilder("input")
        {
            TagRenderMode = TagRenderMode.SelfClosing,
            Attributes =
            {
                ["type"] = "radio",
                ["name"] = state.Name,
                ["value"] = value,
                ["id"] = _cards++ == 0 ? state.Id : $"{state.Id}_{_cards}",
            },
        };
        if (string.Equals(value, state.Value, StringComparison.OrdinalIgnoreCase)) radio.Attributes["checked"] = "checked";
        return radio;
    }
}
