namespace Creneau.Web.Pages.Appointments;

/// <summary>For `_DoneBand`: the green band after confirming.</summary>
/// <param name="When">As a sentence: « Vendredi 27 novembre 2026 à 14 h 20 ».</param>
/// <param name="Reference">Ten digits.</param>
public sealed record DoneBand(string Title, string When, string Where, string Reference);
