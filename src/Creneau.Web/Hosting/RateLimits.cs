using System.Globalization;
using System.Reflection;
using System.Threading.RateLimiting;
using Creneau.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Hosting;

/// <summary>
/// Names of the rate limiting policies, one of which (or <see cref="DisableRateLimitingAttribute"/>) stands on every page model
/// and endpoint. A policy counts per network, or per agent, in a sliding window of ten minutes and refuses with 429.
/// </summary>
public static class RateLimits
{
    /// <summary>A POST to the page takes a slot.</summary>
    public const string Holds = "holds";

    /// <summary>A POST to the page sends or checks a code, or changes an appointment. All pages with this policy share one count.</summary>
    public const string Codes = "codes";

    /// <summary>A POST to the page looks up an appointment.</summary>
    public const string LookUps = "look-ups";

    /// <summary>A POST to the page notes an arrival at a tablet; unknown references are limited per tablet besides.</summary>
    public const string Arrivals = "arrivals";

    /// <summary>A GET of the page opens the link of a message.</summary>
    public const string Links = "links";

    /// <summary>A GET of the endpoint searches.</summary>
    public const string Searches = "searches";

    /// <summary>A POST to the page tries a password, a code or a link of an agent.</summary>
    public const string SignIns = "sign-ins";

    /// <summary>The page or endpoint is for agents who are signed in: counted for each of them, reading and writing apart.</summary>
    public const string Agents = "agents";

    /// <summary>For <see cref="HandlerRateLimitAttribute"/> only: the handler saves a draft.</summary>
    public const string Drafts = "drafts";

    /// <summary>For <see cref="HandlerRateLimitAttribute"/> only: the handler is not limited.</summary>
    public const string None = "none";

    private const string RetryAfterSeconds = "120";
    private const int SegmentsPerWindow = 10;
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    public static void AddRateLimits(this IServiceCollection services, AddressLimitSettings settings) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
            return ValueTask.CompletedTask;
        };
        foreach (var policy in new[] { Holds, Codes, LookUps, SignIns, Arrivals })
        {
            limiter.AddPolicy(policy, context => IsPost(context) ? Count(HandlerLimit(context) ?? policy, context, settings) : Unlimited());
        }

        limiter.AddPolicy(Agents, context => OfAgent(context, settings));
        foreach (var policy in new[] { Links, Searches })
        {
            limiter.AddPolicy(policy, context => IsPost(context) ? Unlimited() : Count(policy, context, settings));
        }
    });

    private static RateLimitPartition<(string, string)> OfAgent(HttpContext context, AddressLimitSettings settings)
    {
        var agent = context.SignedInAgentOrNull()?.AgentId.ToString(CultureInfo.InvariantCulture) ?? NetworkOf(context);
        return IsPost(context) ? Window("agent-writes", agent, settings.AgentWrites) : Window("agent-reads", agent, settings.AgentReads);
    }

    private static RateLimitPartition<(string, string)> Count(string limit, HttpContext context, AddressLimitSettings settings) =>
        PermitsOf(limit, settings) is { } permits ? Window(limit, NetworkOf(context), permits) : Unlimited();

    private static RateLimitPartition<(string, string)> Window(string limit, string subject, int permits) =>
        RateLimitPartition.GetSlidingWindowLimiter((limit, subject), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = TenMinutes,
            SegmentsPerWindow = SegmentsPerWindow,
        });

    private static bool IsPost(HttpContext context) => HttpMethods.IsPost(context.Request.Method);

    private static string NetworkOf(HttpContext context) => ClientNetwork.Of(context.Connection.RemoteIpAddress);

    private static RateLimitPartition<(string, string)> Unlimited() => RateLimitPartition.GetNoLimiter((None, ""));

    /// <returns>Permits per window; null: any number.</returns>
    private static int? PermitsOf(string limit, AddressLimitSettings settings) => limit switch
    {
        Holds => settings.Holds,
        Codes => settings.Codes,
        LookUps => settings.LookUps,
        SignIns => settings.SignIns,
        Arrivals => settings.Arrivals,
        Links => settings.Links,
        Searches => settings.Searches,
        Drafts => settings.Drafts,
        _ => null,
    };

    /// <summary>The limit of the page handler that will run, when it differs from the page's.</summary>
    private static string? HandlerLimit(HttpContext context)
    {
        var name = context.Request.Query["handler"].ToString();
        return context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>()?.HandlerMethods
            .FirstOrDefault(handler => string.Equals(handler.HttpMethod, context.Request.Method, StringComparison.OrdinalIgnoreCase)
                && string.Equals(handler.Name, name, StringComparison.OrdinalIgnoreCase))
            ?.MethodInfo.GetCustomAttribute<HandlerRateLimitAttribute>()?.Limit;
    }
}

/// <summary>On a POST handler of a page whose rate limiting policy is another one than the handler's limit.</summary>
/// <param name="limit">A constant of <see cref="RateLimits"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HandlerRateLimitAttribute(string limit) : Attribute
{
    public string Limit { get; } = limit;
}
