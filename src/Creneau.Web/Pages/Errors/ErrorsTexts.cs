namespace Creneau.Web.Pages.Errors;

public sealed class ErrorsTexts;
