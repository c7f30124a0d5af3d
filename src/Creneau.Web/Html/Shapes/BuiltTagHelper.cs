using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Creneau.Web.Html.Shapes;

/// <summary>&lt;link built="site.css"&gt;, &lt;script built="site.js"&gt;: the address with the hash in its name.</summary>
[HtmlTargetElement("link", Attributes = "built")]
[HtmlTargetElement("script", Attributes = "built")]
public sealed class BuiltTagHelper(Built built) : TagHelper
{
    [HtmlAttributeName("built")]
    public string Source { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Attributes.SetAttribute(output.TagName == "script" ? "src" : "href", built.Address(Source));
}

/// <summary>&lt;icon name="printer" /&gt;: the drawing inside the page, in the colour of the text, silent for screen readers.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(Built built) : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("viewBox", "0 0 16 16");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Attributes.SetAttribute("focusable", "false");
        output.Content.SetHtmlContent(built.Icon(Name));
    }
}
