namespace Creneau.Web.Pages.Agents.Start;

/// <summary>Texts of the guided start.</summary>
public sealed class StartTexts;
