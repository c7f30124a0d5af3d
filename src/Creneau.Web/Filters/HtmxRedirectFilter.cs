using Microsoft.AspNetCore.Mvc.Filters;

namespace Creneau.Web.Filters;

/// <summary>
/// Turns a redirect in answer to htmx into `HX-Redirect`, which the browser follows as a navigation. XMLHttpRequest would follow a
/// 302 by itself, and htmx would put one page into another.
/// </summary>
public sealed class HtmxRedirectFilter : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
    }

    public void OnResultExecuted(ResultExecutedContext context) => Turn(context.HttpContext);

    /// <summary>For a redirect that was answered without a filter.</summary>
    public static void Turn(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode == StatusCodes.Status302Found && context.Request.Headers.ContainsKey("HX-Request"))
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            response.Headers["HX-Redirect"] = response.Headers.Location;
            response.Headers.Remove("Location");
        }
    }
}
