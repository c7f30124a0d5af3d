namespace Creneau.Web.Pages.Agents.Hours;

/// <summary>Texts of the opening hours.</summary>
public sealed class HoursTexts;
