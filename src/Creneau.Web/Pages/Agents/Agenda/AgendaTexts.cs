namespace Creneau.Web.Pages.Agents.Agenda;

/// <summary>Texts of the agenda and of the search over people.</summary>
public sealed class AgendaTexts;
