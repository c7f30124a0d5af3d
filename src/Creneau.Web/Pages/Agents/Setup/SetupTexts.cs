namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>Texts of the pages on which a town hall is set up.</summary>
public sealed class SetupTexts;
