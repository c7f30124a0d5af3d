using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Creneau.Keys;

/// <summary>
/// The secret of a link that lets an agent set a password: HMAC(key, account, version), never stored, worthless once the
/// account's version is raised or its time is over.
/// </summary>
public sealed class AgentTokens(PlatformKeys keys)
{
    private const int ProofLength = 20;
    private const int Length = 32;

    /// <returns>32 characters that can stand in an address.</returns>
    public string For(int agentId, int linkVersion)
    {
        Span<byte> all = stackalloc byte[4 + ProofLength];
        BinaryPrimitives.WriteInt32BigEndian(all, agentId);
        Proof(agentId, linkVersion).CopyTo(all[4..]);
        return Base64Url.EncodeToString(all);
    }

    /// <summary>The account a token speaks of; whether it proves anything is for <see cref="Proves"/> to say.</summary>
    public static int? AgentOf(string? token)
    {
        Span<byte> all = stackalloc byte[4 + ProofLength];
        return token is { Length: Length }
            && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, all, out var written)
            && written == all.Length
            ? BinaryPrimitives.ReadInt32BigEndian(all)
            : null;
    }

    /// <summary>Compared in constant time.</summary>
    public bool Proves(string token, int agentId, int linkVersion) =>
        AgentOf(token) == agentId
        && CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(token).AsSpan(4), Proof(agentId, linkVersion));

    private ReadOnlySpan<byte> Proof(int agentId, int linkVersion) =>
        keys.Tokens.Bytes("agent", agentId.ToString(CultureInfo.InvariantCulture), linkVersion.ToString(CultureInfo.InvariantCulture))
            .AsSpan(0, ProofLength);
}
