using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Creneau.Web.TagHelpers;

/// <summary>Keeps words with a hyphen, such as « rendez-vous », on one line in headings.</summary>
[HtmlTargetElement("h1")]
[HtmlTargetElement("h2")]
public sealed partial class HeadingTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = (await output.GetChildContentAsync()).GetContent();
        output.Content.SetHtmlContent(words.Contains('-', StringComparison.Ordinal)
            ? TagOrWord().Replace(words, found => found.Value[0] == '<' ? found.Value : $"<span class=\"whole\">{found.Value}</span>")
            : words);
    }

    // Tags are matched first, so that attributes are left alone
    [GeneratedRegex(@"<[^>]*>|[^\s<>-]+(?:-[^\s<>-]+)+")]
    private static partial Regex TagOrWord();
}
