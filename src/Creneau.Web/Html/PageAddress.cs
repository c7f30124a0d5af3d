using Microsoft.AspNetCore.Diagnostics;

namespace Creneau.Web.Html;

/// <summary>The page that was asked for, also when an error page stands in its place, as an address in either language.</summary>
public sealed record PageAddress(string Root, string Path, string Query)
{
    public static PageAddress Of(HttpContext context)
    {
        var address = OfRequest(context);
        // What was posted is at an address that cannot be opened: its query only says which button was pressed
        return HttpMethods.IsPost(context.Request.Method) ? address with { Query = "" } : address;
    }

    /// <summary>With the button that was pressed, for what is posted once more.</summary>
    public static PageAddress OfRequest(HttpContext context)
    {
        var request = context.Request;
        var stood = context.Features.Get<IStatusCodeReExecuteFeature>();
        var failed = context.Features.Get<IExceptionHandlerPathFeature>();
        var root = request.PathBase.Value ?? "";
        if (root.EndsWith(LanguagePrefix.English, StringComparison.Ordinal)) root = root[..^LanguagePrefix.English.Length];
        var path = new PathString(stood?.OriginalPath ?? failed?.Path ?? request.Path.Value).ToUriComponent();
        return new PageAddress(root, path, stood?.OriginalQueryString ?? request.QueryString.Value ?? "");
    }

    /// <param name="language">"fr" or "en".</param>
    /// <returns>Path and query on this host. Never begins with two slashes: that would be somebody else's host.</returns>
    public string In(string language) => $"{Root}{(language == "en" ? LanguagePrefix.English : "")}/{Path.TrimStart('/', '\\')}{Query}";

    /// <summary>Where a form of this page is sent to be shown in the other language as it is, nothing checked and nothing written.</summary>
    public string DraftIn(string language) => (this with { Query = "?handler=Draft" }).In(language);
}
