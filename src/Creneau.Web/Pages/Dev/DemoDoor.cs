using System.Net;
using Creneau.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Creneau.Web.Pages.Dev;

/// <summary>Lets in whoever sits at the same machine, and only where the database is a demonstration; for anybody else the page does not exist.</summary>
public sealed class DemoDoor(OpenDatabase opened) : IResourceFilter
{
    private static readonly HashSet<string> ProxyHeaders = new(StringComparer.OrdinalIgnoreCase) { "Forwarded", "Via", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP" };

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

    /// <summary>
    /// What came through a proxy came from elsewhere, whatever address it claims; and a page of another site may have
    /// given its own name this machine's address, but cannot call it localhost.
    /// </summary>
    private static bool IsSameMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsLocalName(context.Request.Host.Host)
        && !context.Request.Headers.Keys.Any(IsOfProxy);

    private static bool IsLocalName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsOfProxy(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || ProxyHeaders.Contains(header);
}
