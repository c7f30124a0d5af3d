using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Creneau.Web.Hosting;

/// <summary>What a reverse proxy in front of the server says about the client, where the settings trust it.</summary>
public static class ReverseProxy
{
    /// <param name="proxies">IP addresses of the proxies whose X-Forwarded headers count; none: the headers are ignored.</param>
    public static void UseTrustedProxies(this WebApplication app, IReadOnlyList<string> proxies)
    {
        if (proxies.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        // The defaults trust the loopback network
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>Where the public address is https, a request in the clear came through a proxy: cookies are set for https alone.</summary>
    public static void UsePublicScheme(this WebApplication app, string publicUrl)
    {
        if (publicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            app.Use((context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            });
        }
    }
}
