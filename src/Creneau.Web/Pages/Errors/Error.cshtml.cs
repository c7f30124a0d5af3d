using Creneau.Web.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Errors;

/// <summary>Stands in for any answer that went wrong: what happened, what to do, a number to quote. It has no handlers, since it comes by every method.</summary>
[IgnoreAntiforgeryToken] // A form with a worn-out token must get this page, not a second refusal.
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel(IStringLocalizer<ErrorsTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Status { get; set; }

    /// <summary>The end of the texts' names: the statuses that have words of their own.</summary>
    public string Kind => Status switch
    {
        400 or 403 or 404 or 429 or 503 => $"{Status}",
        405 or 410 => "404",
        >= 500 => "500",
        _ => "400",
    };

    /// <summary>What came too often once more, for after a while; null when nothing was typed.</summary>
    public Posted? Again => Status == StatusCodes.Status429TooManyRequests && Request.HasFormContentType ? Posted.Of(Request, texts["Again"]) : null;

    public string Number => HttpContext.TraceIdentifier;

    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        // Asked for by its own address there is nothing behind it: neither success nor an outage.
        if (Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = StatusCodes.Status404NotFound;
        Status = Response.StatusCode;
    }
}
