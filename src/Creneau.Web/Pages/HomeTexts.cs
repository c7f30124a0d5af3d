namespace Creneau.Web.Pages;

public sealed class HomeTexts;
