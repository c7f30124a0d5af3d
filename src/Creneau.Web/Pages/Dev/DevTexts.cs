namespace Creneau.Web.Pages.Dev;

public sealed class DevTexts;
