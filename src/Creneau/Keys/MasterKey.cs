using System.Security.Cryptography;

namespace Creneau.Keys;

/// <summary>The key outside the database that wraps all others: from the environment, or a file only its owner can read.</summary>
public sealed class MasterKey
{
    public const string FileName = "master.key";
    private const int Length = 32;
    private readonly byte[] _bytes;

    private MasterKey(byte[] bytes) => _bytes = bytes;

    /// <param name="base64">32 bytes in base64 (`CRENEAU__MASTERKEY`).</param>
    /// <exception cref="FormatException">It is no base64 or not 32 bytes long; the message names no part of it.</exception>
    public static MasterKey FromBase64(string base64)
    {
        var bytes = new byte[Length];
        return Convert.TryFromBase64String(base64.Trim(), bytes, out var written) && written == Length
            ? new MasterKey(bytes)
            : throw new FormatException("CRENEAU__MASTERKEY must be 32 bytes in base64 (`openssl rand -base64 32`).");
    }

    /// <summary>Reads the key of a data folder, or makes one there (mode 0600) for a new installation.</summary>
    public static MasterKey OfFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            Write(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
        }

        return FromBase64(File.ReadAllText(path));
    }

    public byte[] Wrap(byte[] secret) => Sealed.Seal(_bytes, secret);

    /// <exception cref="CryptographicException">It was wrapped by another master key.</exception>
    public byte[] Unwrap(byte[] wrapped) => Sealed.Open(_bytes, wrapped);

    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(text);
    }
}
