using Creneau.Counter.Devices;

namespace Creneau.Web.Browser;

/// <summary>What makes a browser a tablet of a waiting room: the secret of its device, which an agent can revoke.</summary>
public static class TabletCookie
{
    public const string Name = "creneau-tablet";

    // As long as browsers keep any
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(400);

    public static void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name, secret, SessionCookieOptions.For(context, MaxAge));

    /// <summary>The tablet that asks, with its cookie renewed.</summary>
    /// <returns>Null for every other browser, and for a tablet of another site.</returns>
    public static async Task<SiteDevice?> FindAsync(HttpContext context, SiteDevices devices, int siteId, CancellationToken ct)
    {
        if (context.Request.Cookies[Name] is not { } secret
            || await devices.FindAsync(DeviceKind.Tablet, secret, ct) is not { } tablet
            || tablet.SiteId != siteId)
        {
            return null;
        }

        Write(context, secret);
        return tablet;
    }
}
