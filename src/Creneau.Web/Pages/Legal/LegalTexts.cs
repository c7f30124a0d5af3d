namespace Creneau.Web.Pages.Legal;

public sealed class LegalTexts;
