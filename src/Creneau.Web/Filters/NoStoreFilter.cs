using Microsoft.AspNetCore.Mvc.Filters;

namespace Creneau.Web.Filters;

/// <summary>Forbids browsers and proxies to store a page about a person, and redirects from one.</summary>
public sealed class NoStoreFilter : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context) =>
        context.HttpContext.Response.Headers.CacheControl = "no-cache, no-store";

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
