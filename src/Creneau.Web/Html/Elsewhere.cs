using Microsoft.AspNetCore.Diagnostics;

namespace Creneau.Web.Html;

/// <summary>
/// Refuses what another site made somebody's browser post, before anything is counted or read: else a foreign page could
/// use up what a whole network may do. Such an answer carries no cookie either, that would replace one of ours.
/// </summary>
public sealed class Elsewhere(RequestDelegate next)
{
    private const string FetchSite = "Sec-Fetch-Site";

    public Task InvokeAsync(HttpContext context)
    {
        var isErrorPage = context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (!HttpMethods.IsPost(context.Request.Method) || isErrorPage || !IsWhere(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    /// <returns>True when the browser says that another site sent it. What is no browser says nothing, and has no cookies to abuse.</returns>
    private static bool IsWhere(HttpRequest request)
    {
        if (request.Headers[FetchSite].ToString() is { Length: > 0 } site)
        {
            return site is not ("same-origin" or "none");
        }

        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsHere(from, request.Host));
    }

    /// <summary>A port that goes without saying may be said or not, and behind a proxy it is not the one we listen to.</summary>
    private static bool IsHere(Uri from, HostString host) =>
        string.Equals(from.IdnHost, new HostString(host.Host).ToUriComponent().Trim('[', ']'), StringComparison.OrdinalIgnoreCase) && (host.Port is { } port ? port == from.Port : from.IsDefaultPort);
}
