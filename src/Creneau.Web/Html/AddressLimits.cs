using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Creneau.Web.Html;

/// <summary>How often one network address may do what costs others something; per ten minutes, per node.</summary>
public sealed class AddressLimitSettings
{
    public int Holds { get; set; } = 40;
    public int Codes { get; set; } = 60;
    public int LookUps { get; set; } = 20;

    /// <summary>Links of messages: nobody guesses one, and the people of one mobile network open many.</summary>
    public int Links { get; set; } = 600;

    /// <summary>What is typed goes along while people type.</summary>
    public int Typed { get; set; } = 1200;

    public int Searches { get; set; } = 1200;
}

/// <summary>Refuses with 429 what comes too often from one address; the page of that status says when to come back.</summary>
public static class AddressLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public static void AddAddressLimits(this IServiceCollection services, AddressLimitSettings settings) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "120";
            return ValueTask.CompletedTask;
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string, string)>(context => PurposeOf(context, settings) is var (name, most)
            ? RateLimitPartition.GetSlidingWindowLimiter((name, NetworkOf(context.Connection.RemoteIpAddress)), _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = Window, SegmentsPerWindow = 10 })
            : RateLimitPartition.GetNoLimiter(("", "")));
    });

    /// <summary>A /24 of IPv4, a /48 of IPv6: what one person can easily change within is one network.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        Array.Clear(bytes, plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 6, plain.AddressFamily == AddressFamily.InterNetwork ? 1 : 10);
        return new IPAddress(bytes).ToString();
    }

    /// <summary>By the route, never by the address as it was written: routing does not mind case or a slash at the end.</summary>
    private static (string Name, int Most)? PurposeOf(HttpContext context, AddressLimitSettings settings)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.Trim('/') ?? "";
        if (HttpMethods.IsPost(context.Request.Method))
        {
            return route switch
            {
                "rendez-vous/garder" => ("hold", settings.Holds),
                "rendez-vous/qui" when Presses("Leave") || Presses("Keep") => ("typed", settings.Typed),
                "rendez-vous/qui" or "rendez-vous/code" or "rendez-vous/personnes" or "rendez-vous/deplacer" or "rendez-vous/annuler" => ("code", settings.Codes),
                "rendez-vous" when !Presses("Leave") => ("look-up", settings.LookUps),
                _ => null,
            };
        }

        bool Presses(string handler) => string.Equals(context.Request.Query["handler"], handler, StringComparison.OrdinalIgnoreCase);

        return route.StartsWith("r/", StringComparison.Ordinal)
            ? ("link", settings.Links)
            : route.StartsWith("api/", StringComparison.Ordinal) ? ("search", settings.Searches) : null;
    }
}
