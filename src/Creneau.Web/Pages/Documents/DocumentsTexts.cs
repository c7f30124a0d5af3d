namespace Creneau.Web.Pages.Documents;

public sealed class DocumentsTexts;
