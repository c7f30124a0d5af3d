using System.IO.Compression;
using Creneau.Web.Pages.Shared;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Html;

/// <summary>Serves the built files from memory, compressed beforehand and to be kept for ever, since another content has another name.</summary>
public static class BuiltFiles
{
    public static void AddBuiltFiles(this IServiceCollection services) => services.AddSingleton<Built>();

    /// <summary>For pages and answers made on the spot. Antiforgery tokens are masked anew each time, so that compressing them over TLS gives nothing away.</summary>
    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/manifest+json", "application/problem+json", "text/calendar", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
    }

    public static void MapBuiltFiles(this WebApplication app) =>
        app.MapMethods(Built.Root + "{name}", [HttpMethods.Get, HttpMethods.Head], (string name, HttpContext context, Built built) =>
            built.Find(name) is { } file ? Answer(context, file) : Results.NotFound());

    public static void MapWebManifest(this WebApplication app) =>
        app.MapGet("/site.webmanifest", (HttpContext context, Built built, IStringLocalizer<SharedTexts> texts) => Results.Json(new
        {
            name = texts["SiteName"].Value,
            short_name = "Créneau",
            start_url = context.Request.PathBase + "/",
            display = "browser",
            background_color = "#f3f5f9",
            theme_color = "#0a5c8f",
            icons = new[] { new { src = built.Address("icon.svg"), type = "image/svg+xml", sizes = "any" } },
        }, contentType: "application/manifest+json"));

    private static IResult Answer(HttpContext context, BuiltFile file)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        var (bytes, encoding) = Choose(context.Request, file);
        if (encoding is not null) headers.ContentEncoding = encoding;
        return Results.Bytes(bytes, file.ContentType);
    }

    private static (byte[] Bytes, string? Encoding) Choose(HttpRequest request, BuiltFile file)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding.Where(coding => coding.Quality != 0).Select(coding => coding.Value.Value).ToList();
        if (file.Brotli is not null && accepted.Contains("br")) return (file.Brotli, "br");
        if (file.Gzip is not null && accepted.Contains("gzip")) return (file.Gzip, "gzip");
        return (file.Plain, null);
    }
}
