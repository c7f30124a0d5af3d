using System.Buffers.Text;
using System.Security.Cryptography;
using Creneau.Keys;

namespace Creneau.Agents.SigningIn;

/// <summary>What a browser keeps of a session: its id and a random secret, of which the database has the keyed hash only.</summary>
public sealed record SessionSecret(Guid SessionId, string Secret)
{
    internal static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    internal static string HashOf(PlatformKeys keys, string secret) => keys.Browsers.Of("agent-session", secret);
}
