namespace Creneau.Web.Pages.Shared;

/// <summary>
/// For the layout, as ViewData "LanguageForm": the form that people fill in on this page. The language control posts it, so that what
/// was filled in is shown in the other language.
/// </summary>
/// <param name="Form">Its id.</param>
/// <param name="SubmitText">Text of the button that Enter presses.</param>
/// <param name="SubmitAction">Where Enter sends the form, when that is not its own action; null otherwise.</param>
public sealed record LanguageForm(string Form, string SubmitText, string? SubmitAction = null);
