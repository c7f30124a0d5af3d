using Creneau.Web.StaticAssets;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Creneau.Web.TagHelpers;

/// <summary>
/// &lt;link asset="site.css"&gt;, &lt;script asset="site.js"&gt;: sets the address of the asset, with the hash in its name.
/// </summary>
[HtmlTargetElement("link", Attributes = "asset")]
[HtmlTargetElement("script", Attributes = "asset")]
public sealed class AssetTagHelper(AssetManifest assets) : TagHelper
{
    [HtmlAttributeName("asset")]
    public string Source { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Attributes.SetAttribute(output.TagName == "script" ? "src" : "href", assets.Address(Source));
}

/// <summary>&lt;icon name="printer" /&gt;: an inline SVG in the colour of the text, hidden from screen readers.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(AssetManifest assets) : TagHelper
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
        output.Content.SetHtmlContent(assets.Icon(Name));
    }
}
