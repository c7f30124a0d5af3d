namespace Creneau.Web.Pages.Agents.Queue;

/// <summary>Texts of the waiting room beside the agenda.</summary>
public sealed class QueueTexts;
