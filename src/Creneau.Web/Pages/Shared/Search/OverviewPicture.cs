using Creneau.Web.Search.OverviewMap;

namespace Creneau.Web.Pages.Shared.Search;

/// <summary>For `_Overview`, the drawn map of an answer.</summary>
/// <param name="Overview">Its first pin has the earliest date.</param>
/// <param name="Label">The same in words, for screen readers.</param>
public sealed record OverviewPicture(Overview Overview, string Label);
