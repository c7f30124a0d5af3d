using System.Security.Cryptography;
using System.Text;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Privacy;

/// <summary>
/// The platform's keys, unwrapped: one for claims (with its version, so that it can be rotated) and one from which
/// every other purpose derives its own by HKDF. Hashes are HMAC-SHA256 in lower-case hexadecimal.
/// </summary>
public sealed class Keys
{
    private const string ClaimsPurpose = "claims";
    private const string PlatformPurpose = "platform";
    private readonly byte[] _claims;
    private readonly byte[] _platform;
    private readonly byte[] _fields;

    private Keys(byte[] claims, int claimsVersion, byte[] platform)
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

    /// <summary>Reads the keys, or makes them in an empty database.</summary>
    /// <exception cref="CryptographicException">The master key is not the one of this database.</exception>
    public static async Task<Keys> LoadAsync(CreneauDb db, MasterKey master, DateTime nowUtc, CancellationToken ct)
    {
        var rows = await db.SecretKeys.AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0)
        {
            rows = [Fresh(PlatformPurpose, master, nowUtc), Fresh(ClaimsPurpose, master, nowUtc)];
            db.SecretKeys.AddRange(rows);
            await db.SaveChangesAsync(ct);
        }

        var claims = rows.Where(row => row.Purpose == ClaimsPurpose).MaxBy(row => row.Version)!;
        var platform = rows.Where(row => row.Purpose == PlatformPurpose).MaxBy(row => row.Version)!;
        return new Keys(master.Unwrap(claims.Wrapped), claims.Version, master.Unwrap(platform.Wrapped));
    }

    private static SecretKey Fresh(string purpose, MasterKey master, DateTime nowUtc) =>
        new(purpose, 1, master.Wrap(RandomNumberGenerator.GetBytes(32)), nowUtc);

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
