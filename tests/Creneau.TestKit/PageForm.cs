using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Creneau.TestKit;

/// <summary>A form of a page and the button that will be pressed.</summary>
internal sealed class PageForm
{
    private const string Buttons = "button:not([type=button]):not([type=reset]), input[type=submit]";

    private readonly IHtmlFormElement _form;
    private readonly IHtmlElement? _button;

    private PageForm(IHtmlFormElement form, IHtmlElement? button) => (_form, _button) = (form, button);

    public static PageForm Find(IDocument page, string text) =>
        page.Forms.FirstOrDefault(form => form.Id == text || form.GetAttribute("aria-label") == text) is { } form
            ? new PageForm(form, ButtonsOf(page).FirstOrDefault(button => FormOf(button) == form))
            : Around(PageText.Only(ButtonsOf(page), text, "button"));

    public void Fill(string field, string value)
    {
        var controls = Controls(field);
        if (controls.Count == 0) throw new InvalidOperationException($"The form has no field « {field} »: {_form.OuterHtml}");
        foreach (var control in controls) Set(control, value);
    }

    public HttpRequestMessage Request()
    {
        SendButtonFromOutside();
        var submission = _button is null ? _form.GetSubmission() : _form.GetSubmission(_button);
        var request = new HttpRequestMessage(
            new HttpMethod(submission!.Method.ToString().ToUpperInvariant()), new Uri(submission.Target.Href));
        if (request.Method == HttpMethod.Get) return request;
        request.Content = new StreamContent(submission.Body);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(submission.MimeType!);
        return request;
    }

    /// <summary>Browsers send the name of a button that stands outside its form as well; the parser's forms do not.</summary>
    private void SendButtonFromOutside()
    {
        if (_button is not IHtmlButtonElement { Name.Length: > 0 } button || _form.Contains(button)) return;
        var sent = (IHtmlInputElement)_form.Owner!.CreateElement("input");
        (sent.Type, sent.Name, sent.Value) = ("hidden", button.Name, button.Value);
        _form.AppendChild(sent);
    }

    private static PageForm Around(IHtmlElement button) =>
        new(FormOf(button) ?? throw new InvalidOperationException($"The button is in no form: {button.OuterHtml}"), button);

    private static IEnumerable<IHtmlElement> ButtonsOf(IDocument page) =>
        page.QuerySelectorAll<IHtmlElement>(Buttons).Where(button => !button.HasAttribute("disabled"));

    private static IHtmlFormElement? FormOf(IHtmlElement control) => control switch
    {
        IHtmlButtonElement button => button.Form,
        IHtmlInputElement input => input.Form,
        _ => null,
    };

    private List<IElement> Controls(string field)
    {
        var named = _form.Elements.Where(control => control.GetAttribute("name") == field).ToList<IElement>();
        if (named.Count > 1 && named.Exists(IsChoice)) return named.FindAll(IsChoice);
        return named.Count > 0 ? named : [.. _form.Elements.Where(control => LabelsOf(control).Contains(field))];
    }

    private IEnumerable<string> LabelsOf(IElement control) =>
        _form.Owner!.QuerySelectorAll<IHtmlLabelElement>("label")
            .Where(label => label.HtmlFor is { Length: > 0 } id ? id == control.Id : label.Contains(control))
            .Select(PageText.OfLabel);

    private static bool IsChoice(IElement control) => control is IHtmlInputElement { Type: "radio" or "checkbox" };

    private static void Set(IElement control, string value)
    {
        switch (control)
        {
            case IHtmlInputElement { Type: "radio" or "checkbox" } choice:
                choice.IsChecked = value == "true" || (value != "false" && choice.Value == value);
                break;
            case IHtmlInputElement input:
                input.Value = value;
                break;
            case IHtmlTextAreaElement area:
                area.Value = value;
                break;
            case IHtmlSelectElement select:
                Choose(select, value);
                break;
        }
    }

    private static void Choose(IHtmlSelectElement select, string value)
    {
        var option = select.Options.FirstOrDefault(option => option.Value == value || PageText.Of(option) == value)
            ?? throw new InvalidOperationException($"No option « {value} »: {select.OuterHtml}");
        foreach (var other in select.Options) other.IsSelected = other == option;
    }
}
