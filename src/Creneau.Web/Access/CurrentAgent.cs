using Creneau.Acting;
using Creneau.Agents;
using Creneau.Agents.SigningIn;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Web.Hosting;

namespace Creneau.Web.Access;

/// <summary>Who is signed in, for pages and endpoints that ask for a right.</summary>
public static class CurrentAgent
{
    /// <exception cref="InvalidOperationException">The page does not ask for a right.</exception>
    public static SignedInAgent SignedInAgent(this HttpContext context) =>
        context.SignedInAgentOrNull() ?? throw new InvalidOperationException("Nobody is signed in, or the page asks for no right.");

    public static SignedInAgent? SignedInAgentOrNull(this HttpContext context) => context.Items[typeof(SignedInAgent)] as SignedInAgent;

    /// <summary>
    /// The signed-in agent as use cases know them, at the town hall for which they act; without rights while it is suspended.
    /// </summary>
    public static Actor AgentActor(this HttpContext context)
    {
        var (agent, services) = (context.SignedInAgent(), context.RequestServices);
        var actor = agent.ActorFrom(ClientNetwork.HashOf(context, services.GetRequiredService<PlatformKeys>()));
        return agent.IsSuspendedAt(services.GetRequiredService<AvailabilityIndex>().Places) ? actor.WithoutRights() : actor;
    }

    /// <summary>Whether the town hall for which they act is suspended.</summary>
    public static bool IsSuspendedAt(this SignedInAgent agent, PlaceDirectory places) =>
        agent.TownHallId is { } townHall && places.IsSuspended(townHall);

    /// <summary>The page on which an agent starts, by what they may do.</summary>
    public static string StartPage(this SignedInAgent agent) => agent switch
    {
        { Stage: SessionStage.NeedsCode } => "/agents/connexion/code",
        { Stage: SessionStage.NeedsEnrolment } => "/agents/connexion/application",
        _ when agent.Rights.HasFlag(Rights.Appointments) => "/agents/agenda",
        _ when agent.Rights.HasFlag(Rights.Relay) => "/agents/relais",
        _ => "/agents/administration",
    };
}
