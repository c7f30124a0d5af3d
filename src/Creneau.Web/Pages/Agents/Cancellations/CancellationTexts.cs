namespace Creneau.Web.Pages.Agents.Cancellations;

/// <summary>The pages on which a town hall cancels several appointments.</summary>
public sealed class CancellationTexts;
