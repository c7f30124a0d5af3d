using System.Buffers.Text;
using System.Security.Cryptography;

namespace Creneau.Keys;

/// <summary>An id with a proof behind it, as characters that can stand in an address: what links in messages carry.</summary>
internal static class ProvenId
{
    public static string Encode(ReadOnlySpan<byte> id, ReadOnlySpan<byte> proof)
    {
        Span<byte> all = stackalloc byte[id.Length + proof.Length];
        id.CopyTo(all);
        proof.CopyTo(all[id.Length..]);
        return Base64Url.EncodeToString(all);
    }

    /// <param name="all">As long as id and proof together.</param>
    /// <returns>False, with nothing to be read, for whatever is no such token.</returns>
    public static bool TryDecode(string? token, Span<byte> all) =>
        token is not null
        && token.Length == Base64Url.GetEncodedLength(all.Length)
        && Base64Url.IsValid(token)
        && Base64Url.TryDecodeFromChars(token, all, out var written)
        && written == all.Length;

    /// <summary>Whether a token that can be decoded ends with that proof; compared in constant time.</summary>
    public static bool EndsWith(string token, ReadOnlySpan<byte> proof) =>
        CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(token).AsSpan()[^proof.Length..], proof);
}
