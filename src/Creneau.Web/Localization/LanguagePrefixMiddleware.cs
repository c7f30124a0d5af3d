using System.Globalization;

namespace Creneau.Web.Localization;

/// <summary>Takes the language from the address: `/en/…` is English, everything else French.</summary>
/// <remarks>The prefix becomes the path base, so that links made by tag helpers, and redirects, keep the language.</remarks>
public sealed class LanguagePrefixMiddleware(RequestDelegate next)
{
    public const string English = "/en";

    private static readonly CultureInfo InFrench = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo InEnglish = CultureInfo.GetCultureInfo("en-GB");

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var english = request.Path.StartsWithSegments(English, out var rest);
        if (english)
        {
            request.PathBase = request.PathBase.Add(English);
            request.Path = rest.HasValue ? rest : "/";
        }

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = english ? InEnglish : InFrench;
        return next(context);
    }
}
