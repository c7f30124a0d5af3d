namespace Creneau.Web.Pages.Shared.Forms;

/// <summary>Labels and errors of the fields of a person and a contact.</summary>
public sealed class FormsTexts;
