using Microsoft.Extensions.Options;

namespace Creneau.Web.Hosting;

/// <summary>Sets the security headers of every answer. No inline script or style is allowed: all of them are our own files.</summary>
public sealed class SecurityHeadersMiddleware(RequestDelegate next, IOptions<MapSettings> map)
{
    /// <summary>For a page that reads QR codes with the camera; no other one may use it.</summary>
    public const string PermissionsWithCamera = "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()";
    private const string Permissions = "geolocation=(self), camera=(), microphone=(), payment=(), usb=()";

    private readonly string _policy = string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        $"img-src {string.Join(' ', new[] { "'self'", "data:", map.Value.TileSource() }.OfType<string>())}",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'");

    public Task InvokeAsync(HttpContext context)
    {
        // On starting, because the exception handler clears headers that were set before
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        // A page may set its own: the demonstration's mailbox does
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        if (headers["Permissions-Policy"].Count == 0) headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps && !IsLocal(context.Request.Host))
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        if (headers.CacheControl.Count == 0) headers.CacheControl = "private, no-cache";
    }

    private static bool IsLocal(HostString host) => host.Host is "localhost" or "127.0.0.1" or "[::1]";
}
