using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Creneau.Web.TagHelpers;

/// <summary>
/// &lt;glyph name="arrived" /&gt;: a drawing of the page's `_Glyphs` in the colour of the text, hidden from screen readers.
/// </summary>
[HtmlTargetElement("glyph", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GlyphTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "g");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Attributes.SetAttribute("focusable", "false");
        output.Content.SetHtmlContent($"<use href=\"#g-{Name}\"></use>");
    }
}
