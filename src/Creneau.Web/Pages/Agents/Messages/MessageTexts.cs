namespace Creneau.Web.Pages.Agents.Messages;

/// <summary>The pages on which a town hall sees and sets what it sends.</summary>
public sealed class MessageTexts;
