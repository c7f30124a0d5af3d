using Creneau.Web.Filters;
using Creneau.Web.Localization;
using Creneau.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Errors;

/// <summary>Rendered in place of any failed answer: what happened, what to do, and the request number. It answers every method.</summary>
[AllowAnonymous]
[DisableRateLimiting]
[AnyMethod]
[IgnoreAntiforgeryToken] // A form whose token has expired must get this page, not a second refusal.
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel(IStringLocalizer<ErrorsTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Status { get; set; }

    /// <summary>End of the names of the texts: the statuses that have texts of their own.</summary>
    public string Kind => Status switch
    {
        400 or 403 or 404 or 429 or 503 => $"{Status}",
        401 => "403",
        405 or 410 => "404",
        >= 500 => "500",
        _ => "400",
    };

    /// <summary>The form that was refused by a rate limit, to be sent again later; null when there was none.</summary>
    public PostedForm? Again =>
        Status == StatusCodes.Status429TooManyRequests && Request.HasFormContentType ? PostedForm.Of(Request, texts["Again"]) : null;

    /// <summary>An agent's page failed: the frame and the way on are those of town halls.</summary>
    public bool IsForAgents => PageAddress.OfRequest(HttpContext).Path.StartsWith("/agents", StringComparison.Ordinal);

    public string Number => HttpContext.TraceIdentifier;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // Asked for by its own address, it stands in for nothing
        if (Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = StatusCodes.Status404NotFound;
        Status = Response.StatusCode;
    }
}
