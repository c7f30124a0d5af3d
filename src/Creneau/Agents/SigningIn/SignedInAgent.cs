using Creneau.Acting;

namespace Creneau.Agents.SigningIn;

/// <summary>An agent whose session was checked for this request, with what they may do now.</summary>
/// <param name="Places">Every role, the platform's first, then by name of the commune.</param>
/// <param name="TownHallId">The town hall for which they act; null for the platform's staff.</param>
public sealed record SignedInAgent(
    int AgentId,
    Guid SessionId,
    string SecretHash,
    SessionStage Stage,
    string Name,
    string Email,
    int? TownHallId,
    IReadOnlyList<MembershipPlace> Places,
    bool HasSecondFactor)
{
    /// <summary>The role in which they act now.</summary>
    public MembershipPlace? Place { get; } = Places.FirstOrDefault(place => place.TownHallId == TownHallId);

    public Rights Rights => Stage == SessionStage.Open && Place is { } place ? place.Role.Rights() : Rights.None;

    /// <returns>Their role at another town hall than the one for which they act; null when they have none there.</returns>
    public MembershipPlace? AlsoAt(int? townHallId) =>
        townHallId is null || townHallId == TownHallId ? null : Places.FirstOrDefault(place => place.TownHallId == townHallId);

    /// <param name="networkHash">Of the network that the request came from.</param>
    public Actor ActorFrom(string networkHash) => Place is { Role: AgentRole.RelayAgent, TownHallId: { } townHall }
        ? Actor.RelayAgent(AgentId, townHall, SecretHash, networkHash)
        : Actor.Agent(AgentId, TownHallId, Rights, SecretHash, networkHash);
}
