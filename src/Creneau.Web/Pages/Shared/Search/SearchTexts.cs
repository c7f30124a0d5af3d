namespace Creneau.Web.Pages.Shared.Search;

/// <summary>Texts of the search, its results and a site's slots.</summary>
public sealed class SearchTexts;
