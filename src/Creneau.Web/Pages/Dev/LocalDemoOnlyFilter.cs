using System.Net;
using Creneau.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Creneau.Web.Pages.Dev;

/// <summary>Answers 404 unless the database is a demonstration and the client runs on this machine.</summary>
public sealed class LocalDemoOnlyFilter(OpenDatabase opened) : IResourceFilter
{
    private static readonly HashSet<string> ProxyHeaders =
        new(StringComparer.OrdinalIgnoreCase) { "Forwarded", "Via", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP" };

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (!opened.IsDemo || !IsFromThisMachine(context.HttpContext))
        {
            context.Result = new NotFoundResult();
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    /// <summary>
    /// A proxied request comes from elsewhere, whatever its address. The host name is checked against DNS rebinding: another site's name
    /// may resolve to this machine, but is not localhost.
    /// </summary>
    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsLoopbackName(context.Request.Host.Host)
        && !context.Request.Headers.Keys.Any(IsProxyHeader);

    private static bool IsLoopbackName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsProxyHeader(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || ProxyHeaders.Contains(header);
}
