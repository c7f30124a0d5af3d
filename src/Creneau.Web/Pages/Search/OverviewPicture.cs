using Creneau.Web.Html;

namespace Creneau.Web.Pages.Search;

/// <param name="Overview">Its first pin is the one with the earliest date.</param>
/// <param name="Label">What the picture says, for those who do not see it.</param>
public sealed record OverviewPicture(Overview Overview, string Label);
