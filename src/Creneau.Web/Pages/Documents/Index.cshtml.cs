using System.Globalization;
using Creneau.Availability;
using Creneau.Catalogue;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Creneau.Web.Pages.Documents;

/// <summary>« Pièces à fournir »: what to bring for one service, for adults and for minors, to read or to print.</summary>
[AllowAnonymous]
[DisableRateLimiting]
public sealed class IndexModel(AvailabilityIndex availability, IOptions<StampPrices> prices) : PageModel
{
    /// <summary>Code of the kind of service; anything unknown shows the identity card.</summary>
    [FromQuery(Name = "service")]
    public string? Service { get; set; }

    public ServiceKind Kind => availability.Places.Kinds.Find(Service) ?? ServiceKind.IdCard;

    public IReadOnlyList<ServiceKind> Kinds => availability.Places.Kinds.All;

    public DocumentList Adult => List(minor: false);

    public DocumentList Minor => List(minor: true);

    private DocumentList List(bool minor) => DocumentList.For(Kind, minor, CultureInfo.CurrentUICulture, prices.Value);
}
