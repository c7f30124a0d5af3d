using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Creneau.Web.Hosting;

/// <summary>Compression of generated answers; assets are compressed at build time.</summary>
public static class Compression
{
    private static readonly string[] MoreMimeTypes =
        ["application/manifest+json", "application/problem+json", "text/calendar", "image/svg+xml"];

    /// <summary>Safe over HTTPS: antiforgery tokens are masked with fresh random bytes in every page.</summary>
    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, .. MoreMimeTypes];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
    }
}
