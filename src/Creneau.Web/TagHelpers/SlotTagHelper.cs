using Creneau.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Creneau.Web.TagHelpers;

/// <summary>
/// &lt;slot day="…" minute="…" name="slot" value="…" place="Mairie de Passy" /&gt;: a submit button of the form around it, which is
/// posted, so that no crawler holds slots. Its accessible name starts with the visible text and adds the whole date and the place.
/// </summary>
[HtmlTargetElement("slot", Attributes = "day,minute", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SlotTagHelper : TagHelper
{
    public DateOnly Day { get; set; }

    /// <summary>Minute of the day on the town hall's wall clock.</summary>
    public int Minute { get; set; }

    public string? Place { get; set; }

    /// <summary>Only the time, for lists that stand under the name of the day.</summary>
    public bool TimeOnly { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var say = Wording.Current;
        output.TagName = "button";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "slot");
        output.Attributes.SetAttribute("type", "submit");
        if (!TimeOnly) output.Content.AppendHtml("<small>").Append(say.ShortDate(Day)).AppendHtml("</small> ");
        output.Content.AppendHtml("<span>").Append(say.Time(Minute)).AppendHtml("</span>");
        output.Content.AppendHtml("<span class=\"visually-hidden\">, ").Append(say.LongDate(Day));
        if (Place is not null) output.Content.Append(", ").Append(Place);
        output.Content.AppendHtml("</span>");
    }
}
