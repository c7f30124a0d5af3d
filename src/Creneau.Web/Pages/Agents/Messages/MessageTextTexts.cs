namespace Creneau.Web.Pages.Agents.Messages;

/// <summary>Texts of the page on which messages are written.</summary>
public sealed class MessageTextTexts;
