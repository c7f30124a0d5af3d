namespace Creneau.Web.Pages.Agents.Queue;

/// <summary>Asks how a visit has ended for each of its people.</summary>
/// <param name="ElementId">Of the part that is folded open, unique on the page.</param>
/// <param name="Back">Address of the agenda that is shown again.</param>
/// <param name="VisitId">Of the visit.</param>
/// <param name="People">How each is called, in the order of the form.</param>
public sealed record OutcomeQuestion(string ElementId, string Back, Guid VisitId, IReadOnlyList<string> People);
