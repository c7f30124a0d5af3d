using Creneau.Web.Pages.Shared;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.StaticAssets;

/// <summary>Serves the assets from memory. They may be cached for ever, since a changed file has another name.</summary>
public static class AssetEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void AddAssets(this IServiceCollection services) => services.AddSingleton<AssetManifest>();

    public static void MapAssets(this WebApplication app)
    {
        app.MapMethods(AssetManifest.Root + "{name}", Methods, GetAsset).AllowAnonymous().DisableRateLimiting();
        app.MapGet("/site.webmanifest", GetWebManifest).AllowAnonymous().DisableRateLimiting();
    }

    private static IResult GetAsset(string name, HttpContext context, AssetManifest assets) =>
        assets.Find(name) is { } file ? Send(context, file) : Results.NotFound();

    private static IResult GetWebManifest(HttpContext context, AssetManifest assets, IStringLocalizer<SharedTexts> texts) => Results.Json(
        new
        {
            name = texts["SiteName"].Value,
            short_name = "Créneau",
            start_url = context.Request.PathBase + "/",
            display = "browser",
            background_color = "#f3f5f9",
            theme_color = "#0a5c8f",
            icons = new[] { new { src = assets.Address("icon.svg"), type = "image/svg+xml", sizes = "any" } },
        },
        contentType: "application/manifest+json");

    private static IResult Send(HttpContext context, AssetFile file)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        var (bytes, encoding) = Negotiate(context.Request, file);
        if (encoding is not null) headers.ContentEncoding = encoding;
        return Results.Bytes(bytes, file.ContentType);
    }

    private static (byte[] Bytes, string? Encoding) Negotiate(HttpRequest request, AssetFile file)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding
            .Where(coding => coding.Quality != 0).Select(coding => coding.Value.Value).ToList();
        if (file.Brotli is not null && accepted.Contains("br")) return (file.Brotli, "br");
        if (file.Gzip is not null && accepted.Contains("gzip")) return (file.Gzip, "gzip");
        return (file.Plain, null);
    }
}
