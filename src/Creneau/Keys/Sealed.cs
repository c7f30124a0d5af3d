using System.Security.Cryptography;

namespace Creneau.Keys;

/// <summary>AES-256-GCM with a random nonce: nonce, tag and text in one array.</summary>
public static class Sealed
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain)
    {
        var all = new byte[NonceLength + TagLength + plain.Length];
        var nonce = all.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, all.AsSpan(NonceLength + TagLength), all.AsSpan(NonceLength, TagLength));
        return all;
    }

    /// <exception cref="CryptographicException">Another key sealed it, or somebody changed it.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> all)
    {
        if (all.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("Too short to have been sealed.");
        }

        var plain = new byte[all.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(all[..NonceLength], all[(NonceLength + TagLength)..], all.Slice(NonceLength, TagLength), plain);
        return plain;
    }
}
