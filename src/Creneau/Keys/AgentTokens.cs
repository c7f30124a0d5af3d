using System.Buffers.Binary;
using System.Globalization;

namespace Creneau.Keys;

/// <summary>
/// The secret of a link that lets an agent set a password: HMAC(key, account, version), never stored, worthless once the
/// account's version is raised or its time is over.
/// </summary>
public sealed class AgentTokens(PlatformKeys keys)
{
    private const int IdLength = 4;
    private const int ProofLength = 20;

    /// <returns>32 characters that can stand in an address.</returns>
    public string For(int agentId, int linkVersion)
    {
        Span<byte> id = stackalloc byte[IdLength];
        BinaryPrimitives.WriteInt32BigEndian(id, agentId);
        return ProvenId.Encode(id, Proof(agentId, linkVersion));
    }

    /// <summary>The account a token speaks of; whether it proves anything is for <see cref="Proves"/> to say.</summary>
    public static int? AgentOf(string? token)
    {
        Span<byte> all = stackalloc byte[IdLength + ProofLength];
        return ProvenId.TryDecode(token, all) ? BinaryPrimitives.ReadInt32BigEndian(all) : null;
    }

    /// <summary>Compared in constant time.</summary>
    public bool Proves(string token, int agentId, int linkVersion) =>
        AgentOf(token) == agentId && ProvenId.EndsWith(token, Proof(agentId, linkVersion));

    private ReadOnlySpan<byte> Proof(int agentId, int linkVersion) =>
        keys.Tokens.Bytes("agent", agentId.ToString(CultureInfo.InvariantCulture), linkVersion.ToString(CultureInfo.InvariantCulture))
            .AsSpan(0, ProofLength);
}
