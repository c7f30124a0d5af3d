namespace Creneau.Web.Pages.Shared;

/// <summary>Texts of the layout, the tag helpers and everything that several pages say.</summary>
public sealed class SharedTexts;
