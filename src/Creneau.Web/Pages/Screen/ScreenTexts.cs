namespace Creneau.Web.Pages.Screen;

/// <summary>Texts of the screen of a waiting room.</summary>
public sealed class ScreenTexts;
