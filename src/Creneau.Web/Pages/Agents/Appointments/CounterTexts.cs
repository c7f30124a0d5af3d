namespace Creneau.Web.Pages.Agents.Appointments;

/// <summary>Texts of booking for people, and of an appointment as agents see it.</summary>
public sealed class CounterTexts;
