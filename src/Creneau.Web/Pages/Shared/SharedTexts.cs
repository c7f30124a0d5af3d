namespace Creneau.Web.Pages.Shared;

/// <summary>Texts of the frame and of the shapes that every page uses.</summary>
public sealed class SharedTexts;
