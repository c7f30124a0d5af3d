using System.Buffers.Text;
using System.Security.Cryptography;

namespace Creneau.Keys;

/// <summary>
/// The secret of the link in a message: HMAC(key, appointment, version), never stored, made again whenever it is
/// rendered, worthless once the appointment's version is raised.
/// </summary>
public sealed class AppointmentTokens(PlatformKeys keys)
{
    private const int ProofLength = 16;

    /// <returns>43 characters that can stand in an address.</returns>
    public string For(Guid appointmentId, int tokenVersion)
    {
        Span<byte> all = stackalloc byte[16 + ProofLength];
        appointmentId.TryWriteBytes(all);
        Proof(appointmentId, tokenVersion).CopyTo(all[16..]);
        return Base64Url.EncodeToString(all);
    }

    /// <summary>The appointment a token speaks of; whether it proves anything is for <see cref="Proves"/> to say.</summary>
    public static Guid? AppointmentOf(string? token)
    {
        Span<byte> all = stackalloc byte[16 + ProofLength];
        return token is { Length: 43 }
            && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, all, out var written)
            && written == all.Length
            ? new Guid(all[..16])
            : null;
    }

    /// <summary>Compared in constant time.</summary>
    public bool Proves(string token, Guid appointmentId, int tokenVersion) =>
        AppointmentOf(token) == appointmentId
        && CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(token).AsSpan(16), Proof(appointmentId, tokenVersion));

    private ReadOnlySpan<byte> Proof(Guid appointmentId, int tokenVersion) =>
        keys.Tokens.Bytes(
            "appointment",
            appointmentId.ToString("N"),
            tokenVersion.ToString(System.Globalization.CultureInfo.InvariantCulture)).AsSpan(0, ProofLength);
}
