namespace Creneau.Agents;

/// <summary>A role of an account at one town hall, or for the platform. Deleting the row is how a right ends.</summary>
public sealed class AgentMembership
{
    private AgentMembership()
    {
    }

    /// <param name="townHallId">Null for a role of the platform.</param>
    public AgentMembership(AgentAccount agent, int? townHallId, AgentRole role, DateTime nowUtc)
    {
        if (role.IsOfPlatform() != (townHallId is null))
        {
            throw new ArgumentException("A role of the platform belongs to no town hall, any other to one.", nameof(townHallId));
        }

        (Agent, TownHallId, Role, CreatedUtc) = (agent, townHallId, role, nowUtc);
    }

    public int Id { get; private set; }

    public int AgentId { get; private set; }

    public AgentAccount Agent { get; private set; } = null!;

    public int? TownHallId { get; private set; }

    public AgentRole Role { get; private set; }

    public DateTime CreatedUtc { get; private set; }

    /// <summary>What the audit calls the place of a role.</summary>
    internal static string SubjectOf(int? townHallId) => townHallId is { } id ? $"town-hall:{id}" : "platform";

    public void SetRole(AgentRole role)
    {
        if (role.IsOfPlatform() != Role.IsOfPlatform())
        {
            throw new ArgumentException("A role of the platform is no role at a town hall.", nameof(role));
        }

        Role = role;
    }
}
