using System.Security.Cryptography;
using System.Text;

namespace Creneau.Keys;

/// <summary>
/// The platform's keys, unwrapped: one for claims (with its version, so that it can be rotated) and one from which
/// every other purpose derives its own by HKDF. Hashes are HMAC-SHA256 in lower-case hexadecimal.
/// </summary>
public sealed class PlatformKeys
{
    private readonly byte[] _claims;
    private readonly byte[] _platform;
    private readonly byte[] _fields;

    private PlatformKeys(byte[] claims, int claimsVersion, byte[] platform)
    {
        _claims = claims;
        ClaimsVersion = claimsVersion;
        _platform = platform;
        _fields = Derive("fields");
        Codes = new KeyedHash(Derive("codes"));
        Tokens = new KeyedHash(Derive("tokens"));
        Browsers = new KeyedHash(Derive("browsers"));
        Subjects = new KeyedHash(Derive("subjects"));
        Claims = new KeyedHash(_claims);
        Nodes = new KeyedHash(Derive("nodes"));
        Ring = Derive("ring");
    }

    public int ClaimsVersion { get; }
    public KeyedHash Claims { get; }
    public KeyedHash Codes { get; }
    public KeyedHash Tokens { get; }
    public KeyedHash Browsers { get; }

    /// <summary>Contacts and networks in limits.</summary>
    public KeyedHash Subjects { get; }

    /// <summary>Proves to a node that `doctor` may ask it for its view.</summary>
    public KeyedHash Nodes { get; }

    /// <summary>Seals the key ring of cookies and forms.</summary>
    public byte[] Ring { get; }

    public byte[] Encrypt(string text) => Sealed.Seal(_fields, Encoding.UTF8.GetBytes(text));

    public string Decrypt(byte[] cipher) => Encoding.UTF8.GetString(Sealed.Open(_fields, cipher));

    /// <param name="claims">The newest key of the claims, unwrapped, with its version.</param>
    /// <param name="platform">The newest key of the platform, unwrapped.</param>
    public static PlatformKeys Of((byte[] Key, int Version) claims, byte[] platform) => new(claims.Key, claims.Version, platform);

    private byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _platform, 32, info: Encoding.ASCII.GetBytes("creneau/" + purpose));
}

/// <summary>A hash that nobody without the key can make or check.</summary>
public sealed class KeyedHash(byte[] key)
{
    /// <returns>64 hexadecimal digits. The parts are joined by a character that none of them may contain.</returns>
    public string Of(params ReadOnlySpan<string> parts) => Convert.ToHexStringLower(Bytes(parts));

    public byte[] Bytes(params ReadOnlySpan<string> parts) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Join('\u001f', parts)));
}
