namespace Creneau.Agents;

/// <summary>Stands in for the authenticator app once; only its keyed hash is kept.</summary>
public sealed class RecoveryCode
{
    public const int Count = 10;

    private RecoveryCode()
    {
    }

    public RecoveryCode(int agentId, string codeHash) => (AgentId, CodeHash) = (agentId, codeHash);

    public int AgentId { get; private set; }

    public string CodeHash { get; private set; } = "";
}
