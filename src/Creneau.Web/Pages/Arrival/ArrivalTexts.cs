namespace Creneau.Web.Pages.Arrival;

/// <summary>Texts of the tablet of a waiting room.</summary>
public sealed class ArrivalTexts;
