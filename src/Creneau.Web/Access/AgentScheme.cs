using System.Security.Claims;
using Creneau.Agents.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Creneau.Web.Access;

/// <summary>
/// Sign-in of agents: one cookie with the id and the secret of a session, which the database is asked about for every request.
/// Pages of citizens never look at it.
/// </summary>
public static class AgentScheme
{
    /// <summary>Of the authentication scheme and of the policy that asks for it.</summary>
    public const string Name = "agents";

    public const string Cookie = "creneau-agent";
    private const string SessionClaim = "session";
    private const string SecretClaim = "secret";

    public static void AddAgentAccess(this IServiceCollection services)
    {
        services.AddAuthentication().AddCookie(Name, options =>
        {
            options.Cookie.Name = Cookie;
            options.Cookie.Path = "/";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The row of the session says when it ends
            options.ExpireTimeSpan = Creneau.Agents.AgentSession.LongestLength;
            options.SlidingExpiration = false;
            options.Events = new CookieAuthenticationEvents { OnValidatePrincipal = ValidateAsync };
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Name, policy => policy.AddAuthenticationSchemes(Name).AddRequirements(new SignedInRequirement()));
        services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationHandler, SignedInHandler>();
        services.AddSingleton<AgentPages>();
        services.AddSingleton<PasskeyQuestions>();
    }

    /// <summary>Gives the browser the cookie of a session.</summary>
    public static Task SignInAgentAsync(this HttpContext context, SessionSecret session)
    {
        var identity = new ClaimsIdentity(
            [new Claim(SessionClaim, session.SessionId.ToString()), new Claim(SecretClaim, session.Secret)], Name);
        return context.SignInAsync(Name, new ClaimsPrincipal(identity));
    }

    public static Task ForgetAgentAsync(this HttpContext context) => context.SignOutAsync(Name);

    /// <summary>For pages that anybody may open: whose session the browser has, finished or not; null without one.</summary>
    public static async Task<SignedInAgent?> FindAgentAsync(this HttpContext context)
    {
        await context.AuthenticateAsync(Name);
        return context.Items[typeof(SignedInAgent)] as SignedInAgent;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<AgentSessions>();
        var agent = Guid.TryParse(context.Principal?.FindFirstValue(SessionClaim), out var id)
            && context.Principal.FindFirstValue(SecretClaim) is { } secret
            ? await sessions.FindAsync(new SessionSecret(id, secret), context.HttpContext.RequestAborted)
            : null;
        if (agent is null)
        {
            context.RejectPrincipal();
            return;
        }

        context.HttpContext.Items[typeof(SignedInAgent)] = agent;
        // Form tokens belong to the browser, not to the account: a form that was filled in before the session ended still counts
        context.ReplacePrincipal(new ClaimsPrincipal(new ClaimsIdentity()));
    }
}
