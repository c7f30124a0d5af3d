using Creneau.Acting;
using Creneau.Agents.SigningIn;
using Microsoft.AspNetCore.Authorization;

namespace Creneau.Web.Access;

/// <summary>
/// On a page model or endpoint for agents: the rights that it needs, all of them, at the town hall for which the agent acts.
/// <see cref="Rights.None"/>: whoever is signed in.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequireRightAttribute(Rights rights) : AuthorizeAttribute(AgentScheme.Name), IAuthorizationRequirementData
{
    public Rights Rights => rights;

    /// <summary>One of these rights is enough, instead of all of them.</summary>
    public bool AnyOf { get; init; }

    public bool IsMetBy(SignedInAgent agent) =>
        agent.Stage == Creneau.Agents.SessionStage.Open
        && (AnyOf ? (agent.Rights & rights) != Rights.None : (agent.Rights & rights) == rights);

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new RightRequirement(this)];
}

/// <summary>An agent with a session of their own.</summary>
internal sealed class SignedInRequirement : IAuthorizationRequirement;

internal sealed record RightRequirement(RequireRightAttribute Required) : IAuthorizationRequirement;

/// <summary>Looks at the session that was checked for this request.</summary>
internal sealed class SignedInHandler : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (context.Resource is HttpContext http && http.Items[typeof(SignedInAgent)] is SignedInAgent agent)
        {
            foreach (var requirement in context.PendingRequirements.ToList())
            {
                if (requirement is SignedInRequirement || (requirement is RightRequirement right && right.Required.IsMetBy(agent)))
                {
                    context.Succeed(requirement);
                }
            }
        }

        return Task.CompletedTask;
    }
}
