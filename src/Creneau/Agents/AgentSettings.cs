namespace Creneau.Agents;

/// <summary>Settings under `Creneau:Agents`.</summary>
public sealed class AgentSettings
{
    /// <summary>Whoever runs the platform signs in with a code of an authenticator app as well. False in the demonstration alone.</summary>
    public bool AdministratorsNeedSecondFactor { get; set; } = true;
}
