namespace Creneau.Web.Pages.Shared;

/// <summary>Texts of the frame around town halls' pages.</summary>
public sealed class AgentFrameTexts;
