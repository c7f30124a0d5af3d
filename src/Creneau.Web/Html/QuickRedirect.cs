using Microsoft.AspNetCore.Mvc.Filters;

namespace Creneau.Web.Html;

/// <summary>A redirect in answer to a script is followed by the browser itself: a script would follow it unseen and put one page into another.</summary>
public sealed class QuickRedirect : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode == StatusCodes.Status302Found && context.HttpContext.Request.Headers.ContainsKey("HX-Request"))
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            response.Headers["HX-Redirect"] = response.Headers.Location;
            response.Headers.Remove("Location");
        }
    }
}
