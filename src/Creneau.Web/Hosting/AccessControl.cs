using Creneau.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Creneau.Web.Hosting;

/// <summary>
/// Every page and endpoint is closed unless its metadata says who may come: `[AllowAnonymous]`, or `[Authorize]` with a policy.
/// </summary>
public static class AccessControl
{
    public static void AddAccessControl(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, StatusCodeResultHandler>();
    }

    /// <summary>Answers with a bare status, which becomes a page further up; agents' pages lead to the sign-in.</summary>
    private sealed class StatusCodeResultHandler(AgentPages agents) : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(
            RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            // Where nothing is mapped the answer is 404, and routing's own endpoints answer 405 or 415: nothing to protect
            if (authorizeResult.Succeeded || context.GetEndpoint() is not RouteEndpoint)
            {
                return next(context);
            }

            if (context.GetEndpoint()!.Metadata.GetMetadata<RequireRightAttribute>() is not null)
            {
                return agents.RefuseAsync(context);
            }

            context.Response.StatusCode = authorizeResult.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
    }
}
