namespace Creneau.Web.Html;

/// <summary>Tells a form of ours from one that another site made somebody's browser send.</summary>
public static class Elsewhere
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <returns>True when the browser says that another site sent it. What is no browser says nothing, and has no cookies to abuse.</returns>
    public static bool IsWhere(HttpRequest request)
    {
        if (request.Headers[FetchSite].ToString() is { Length: > 0 } site)
        {
            return site is not ("same-origin" or "none");
        }

        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && HostString.FromUriComponent(from) == request.Host);
    }
}
