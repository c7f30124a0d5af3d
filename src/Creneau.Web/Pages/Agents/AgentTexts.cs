namespace Creneau.Web.Pages.Agents;

/// <summary>Texts of the town halls' pages: their frame, signing in, the account, administration.</summary>
public sealed class AgentTexts;
