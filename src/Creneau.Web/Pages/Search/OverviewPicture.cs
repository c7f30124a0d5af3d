using Creneau.Web.Html;

namespace Creneau.Web.Pages.Search;

/// <param name="Label">What the picture says, for those who do not see it.</param>
/// <param name="Soonest">Index of the pin with the earliest date.</param>
public sealed record OverviewPicture(Overview Overview, string Label, int Soonest);
