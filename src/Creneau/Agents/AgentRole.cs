using Creneau.Acting;

namespace Creneau.Agents;

/// <summary>What somebody is at a town hall, or for the platform.</summary>
public enum AgentRole : short
{
    /// <summary>Sees the day and books for people.</summary>
    Agent = 0,
    /// <summary>« Responsable de planning »: hours and closures too, and appointments outside them.</summary>
    PlanningManager = 1,
    /// <summary>« Gestionnaire »: everything at their town hall, accounts and settings too.</summary>
    Manager = 2,
    /// <summary>« Agent relais » of a commune without desks: books for residents elsewhere.</summary>
    RelayAgent = 3,
    /// <summary>« Administrateur » of the platform: accounts and settings of every town hall, no people.</summary>
    Administrator = 4,
    /// <summary>« Assistance » of the platform: reads accounts and settings, no people.</summary>
    Support = 5,
}

/// <summary>What each role may do; a page or use case asks for a right, never for a role.</summary>
public static class AgentRoles
{
    /// <summary>Roles that a town hall gives, from the least to the most.</summary>
    public static readonly AgentRole[] OfTownHalls = [AgentRole.RelayAgent, AgentRole.Agent, AgentRole.PlanningManager, AgentRole.Manager];

    public static readonly AgentRole[] OfPlatform = [AgentRole.Support, AgentRole.Administrator];

    public static bool IsOfPlatform(this AgentRole role) => role is AgentRole.Administrator or AgentRole.Support;

    public static Rights Rights(this AgentRole role) => role switch
    {
        AgentRole.Agent => Acting.Rights.Appointments,
        AgentRole.PlanningManager => Acting.Rights.Appointments | Acting.Rights.Hours | Acting.Rights.OutsideHours,
        AgentRole.Manager => Acting.Rights.Appointments | Acting.Rights.Hours | Acting.Rights.OutsideHours | Acting.Rights.Accounts
            | Acting.Rights.ReadAccounts | Acting.Rights.Audit,
        AgentRole.RelayAgent => Acting.Rights.Relay,
        AgentRole.Administrator => Acting.Rights.Accounts | Acting.Rights.ReadAccounts | Acting.Rights.Audit,
        AgentRole.Support => Acting.Rights.ReadAccounts | Acting.Rights.Audit,
    };

    /// <summary>Nobody gives more than they hold.</summary>
    public static bool MayGrant(this AgentRole giver, AgentRole role) => giver switch
    {
        AgentRole.Manager => !role.IsOfPlatform(),
        AgentRole.Administrator => true,
        _ => false,
    };
}
