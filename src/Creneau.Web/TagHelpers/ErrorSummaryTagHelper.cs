using System.Globalization;
using Creneau.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.TagHelpers;

/// <summary>
/// &lt;error-summary /&gt; at the top of a form: every error as a link to its field; nothing without errors.
/// </summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>Last parts of the field names in the order of the form; null: in no particular order.</summary>
    public IReadOnlyList<string>? FieldOrder { get; set; }

    /// <summary>
    /// Headings of groups of fields, by the beginning of the field names: « Deuxième personne ». Null: there are no groups.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Groups { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = InOrder(
            from entry in View.ModelState
            from error in entry.Value!.Errors
            select (entry.Key, InGroup(entry.Key, error.ErrorMessage)));
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-error-summary", "");
        var heading = errors.Count == 1 ? texts["OneError"] : texts["ManyErrors", errors.Count];
        output.Content.AppendHtml("<h2>").Append(heading).AppendHtml("</h2>");
        var list = new TagBuilder("ul");
        foreach (var (name, message) in errors) list.InnerHtml.AppendHtml(Line(name, message));
        output.Content.AppendHtml(list);
    }

    private List<(string Name, string Message)> InOrder(IEnumerable<(string Name, string Message)> errors) => FieldOrder is { } order
        ? [.. errors.GroupBy(error => GroupOf(error.Name)).SelectMany(group => group.OrderBy(error => Place(order, error.Name)))]
        : [.. errors];

    private string InGroup(string name, string message) => Groups?.GetValueOrDefault(GroupOf(name)) is { } group
        ? texts["InGroup", group, char.ToLower(message[0], CultureInfo.CurrentCulture) + message[1..]]
        : message;

    private static string GroupOf(string name) => name[..Math.Max(0, name.LastIndexOf('.'))];

    private static int Place(IReadOnlyList<string> order, string name)
    {
        var place = order.ToList().IndexOf(name[(name.LastIndexOf('.') + 1)..]);
        return place < 0 ? order.Count : place;
    }

    private static TagBuilder Line(string name, string message)
    {
        var line = new TagBuilder("li");
        if (name.Length == 0)
        {
            line.InnerHtml.Append(message);
            return line;
        }

        var link = new TagBuilder("a") { Attributes = { ["href"] = "#" + FieldState.IdOf(name) } };
        link.InnerHtml.Append(message);
        line.InnerHtml.AppendHtml(link);
        return line;
    }
}
