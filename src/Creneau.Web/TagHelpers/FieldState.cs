using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Creneau.Web.TagHelpers;

/// <summary>Name, id, posted value and errors of a form control.</summary>
internal sealed record FieldState(string Name, string Id, string Value, IReadOnlyList<string> Errors)
{
    public static FieldState Of(ViewContext view, ModelExpression expression) =>
        Of(view, view.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name), expression.Model);

    public static FieldState Of(ViewContext view, string name, object? model)
    {
        var entry = view.ModelState.GetValueOrDefault(name);
        var value = entry?.AttemptedValue ?? Convert.ToString(model, System.Globalization.CultureInfo.CurrentCulture) ?? "";
        return new FieldState(name, IdOf(name), value, entry is null ? [] : [.. entry.Errors.Select(error => error.ErrorMessage)]);
    }

    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    public string HintId => Id + "-hint";
    public string ErrorId => Id + "-error";

    /// <summary>Adds the errors as paragraphs and returns the ids that describe the control, or null.</summary>
    public string? Describe(IHtmlContentBuilder into, IHtmlContent? hint)
    {
        var ids = new List<string>();
        if (hint is not null)
        {
            ids.Add(HintId);
            into.AppendHtml(Paragraph("hint", HintId, hint));
        }

        if (Errors.Count > 0)
        {
            ids.Add(ErrorId);
            into.AppendHtml(Paragraph("field-error", ErrorId, new HtmlContentBuilder().Append(string.Join(" ", Errors))));
        }

        return ids.Count == 0 ? null : string.Join(' ', ids);
    }

    /// <summary>Marks a control as described and, when something is wrong with it, as invalid.</summary>
    public void Mark(TagBuilder control, string? describedBy)
    {
        if (describedBy is not null) control.Attributes["aria-describedby"] = describedBy;
        if (Errors.Count > 0) control.Attributes["aria-invalid"] = "true";
    }

    private static TagBuilder Paragraph(string css, string id, IHtmlContent content)
    {
        var paragraph = new TagBuilder("p") { Attributes = { ["class"] = css, ["id"] = id } };
        paragraph.InnerHtml.AppendHtml(content);
        return paragraph;
    }
}
