namespace Creneau.Web.Pages.Agents.Why;

/// <summary>Texts of « pourquoi aucun créneau ? ».</summary>
public sealed class WhyTexts;
