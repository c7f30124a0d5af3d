using Microsoft.AspNetCore.Diagnostics;

namespace Creneau.Web.Hosting;

/// <summary>
/// Refuses a POST that another site made a browser send, with 400. It runs before rate limiting and before the form is read, so
/// that a foreign page cannot use up the limits of its readers' networks; the refusal sets no cookie.
/// </summary>
public sealed class CrossSiteRequestGuard(RequestDelegate next)
{
    private const string FetchSite = "Sec-Fetch-Site";

    public Task InvokeAsync(HttpContext context)
    {
        var isErrorPage = context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (!HttpMethods.IsPost(context.Request.Method) || isErrorPage || !IsCrossSite(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    /// <summary>By `Sec-Fetch-Site`, else by `Origin`. A client that sends neither is no browser and has no cookies to abuse.</summary>
    private static bool IsCrossSite(HttpRequest request)
    {
        if (request.Headers[FetchSite].ToString() is { Length: > 0 } site)
        {
            return site is not ("same-origin" or "none");
        }

        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsSameOrigin(from, request.Host));
    }

    /// <summary>
    /// Compares host and port; the scheme is left out, since a proxy may have ended TLS. A missing port is the scheme's default.
    /// </summary>
    private static bool IsSameOrigin(Uri from, HostString host) =>
        string.Equals(from.IdnHost, new HostString(host.Host).ToUriComponent().Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? port == from.Port : from.IsDefaultPort);
}
