using Creneau.Keys;

namespace Creneau.Notifications.Sms;

/// <summary>What proves to us that a delivery report comes from the gateway that we named its address to.</summary>
public sealed class SmsReportTokens(PlatformKeys keys)
{
    /// <summary>Where reports are received, followed by a slash and a token.</summary>
    public const string Path = "/sms/rapport";

    private const int IdLength = 16;
    private const int ProofLength = 16;

    /// <returns>43 characters that can stand in an address.</returns>
    public string For(Guid messageId) => ProvenId.Encode(messageId.ToByteArray(), Proof(messageId));

    /// <returns>The message that a token was made for, or null when nobody made it.</returns>
    public Guid? MessageOf(string? token)
    {
        Span<byte> all = stackalloc byte[IdLength + ProofLength];
        if (!ProvenId.TryDecode(token, all))
        {
            return null;
        }

        var id = new Guid(all[..IdLength]);
        return ProvenId.EndsWith(token!, Proof(id)) ? id : null;
    }

    private ReadOnlySpan<byte> Proof(Guid messageId) => keys.Tokens.Bytes("sms report", messageId.ToString("N")).AsSpan(0, ProofLength);
}
