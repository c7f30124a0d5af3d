using System.Net;
using Creneau.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Creneau.Web.Pages.Dev;

/// <summary>Lets in whoever sits at the same machine, and only where the database is a demonstration; for anybody else the page does not exist.</summary>
public sealed class DemoDoor(OpenDatabase opened) : IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (!opened.IsDemo || !IsSameMachine(context.HttpContext))
        {
            context.Result = new NotFoundResult();
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    /// <summary>What came through a proxy came from elsewhere, whatever address it claims.</summary>
    private static bool IsSameMachine(HttpContext context)
    {
        var options = new ForwardedHeadersOptions();
        string[] forwarded = [options.ForwardedForHeaderName, options.OriginalForHeaderName, "Forwarded"];
        return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && !forwarded.Any(context.Request.Headers.ContainsKey);
    }
}
