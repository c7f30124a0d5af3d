namespace Creneau.Keys;

/// <summary>
/// The secret of the link in a message: HMAC(key, appointment, version), never stored, made again whenever it is
/// rendered, worthless once the appointment's version is raised.
/// </summary>
public sealed class AppointmentTokens(PlatformKeys keys)
{
    private const int IdLength = 16;
    private const int ProofLength = 16;

    /// <returns>43 characters that can stand in an address.</returns>
    public string For(Guid appointmentId, int tokenVersion) =>
        ProvenId.Encode(appointmentId.ToByteArray(), Proof(appointmentId, tokenVersion));

    /// <summary>The appointment a token speaks of; whether it proves anything is for <see cref="Proves"/> to say.</summary>
    public static Guid? AppointmentOf(string? token)
    {
        Span<byte> all = stackalloc byte[IdLength + ProofLength];
        return ProvenId.TryDecode(token, all) ? new Guid(all[..IdLength]) : null;
    }

    /// <summary>Compared in constant time.</summary>
    public bool Proves(string token, Guid appointmentId, int tokenVersion) =>
        AppointmentOf(token) == appointmentId && ProvenId.EndsWith(token, Proof(appointmentId, tokenVersion));

    private ReadOnlySpan<byte> Proof(Guid appointmentId, int tokenVersion) =>
        keys.Tokens.Bytes(
            "appointment",
            appointmentId.ToString("N"),
            tokenVersion.ToString(System.Globalization.CultureInfo.InvariantCulture)).AsSpan(0, ProofLength);
}
