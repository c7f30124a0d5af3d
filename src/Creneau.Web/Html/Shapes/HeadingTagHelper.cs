using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Creneau.Web.Html.Shapes;

/// <summary>In headings a word with a hyphen, such as « rendez-vous » or « e-mail », goes to the next line as a whole.</summary>
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

    // A tag as it stands, so that no attribute is taken for words.
    [GeneratedRegex(@"<[^>]*>|[^\s<>-]+(?:-[^\s<>-]+)+")]
    private static partial Regex TagOrWord();
}
