using Microsoft.AspNetCore.Diagnostics;

namespace Creneau.Web.Localization;

/// <summary>Address of the page that was asked for, also while an error page is rendered in its place.</summary>
/// <param name="Root">Path base without the language.</param>
/// <param name="Path">Escaped.</param>
/// <param name="Query">With its question mark, or empty.</param>
public sealed record PageAddress(string Root, string Path, string Query)
{
    /// <summary>To be opened with GET: of a POST the query is left out, since it only names the handler.</summary>
    public static PageAddress ForGet(HttpContext context)
    {
        var address = OfRequest(context);
        return HttpMethods.IsPost(context.Request.Method) ? address with { Query = "" } : address;
    }

    /// <summary>With the handler, to send the same form again.</summary>
    public static PageAddress OfRequest(HttpContext context)
    {
        var request = context.Request;
        var reExecuted = context.Features.Get<IStatusCodeReExecuteFeature>();
        var failed = context.Features.Get<IExceptionHandlerPathFeature>();
        var root = request.PathBase.Value ?? "";
        if (root.EndsWith(LanguagePrefixMiddleware.English, StringComparison.Ordinal))
        {
            root = root[..^LanguagePrefixMiddleware.English.Length];
        }

        var path = new PathString(reExecuted?.OriginalPath ?? failed?.Path ?? request.Path.Value).ToUriComponent();
        return new PageAddress(root, path, reExecuted?.OriginalQueryString ?? request.QueryString.Value ?? "");
    }

    /// <param name="language">"fr" or "en".</param>
    /// <returns>Path and query on this host; never with two slashes in front, which would be another host.</returns>
    public string In(string language) =>
        $"{Root}{(language == "en" ? LanguagePrefixMiddleware.English : "")}/{Path.TrimStart('/', '\\')}{Query}";

    /// <summary>
    /// Where a form of this page is posted to be shown in another language as it was filled in; nothing is checked or written.
    /// </summary>
    public string LanguageHandlerIn(string language) => (this with { Query = "?handler=Language" }).In(language);
}
