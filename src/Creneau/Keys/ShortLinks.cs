using System.Buffers.Binary;
using System.Globalization;

namespace Creneau.Keys;

/// <summary>
/// What stands on a slip of paper instead of a link: ten letters and digits without look-alikes, made from the key, the
/// appointment and its token version. Only a keyed hash is stored, so that it can be found; it is made again whenever the slip is
/// printed, and worthless once the version is raised.
/// </summary>
public sealed class ShortLinks(PlatformKeys keys)
{
    public const int Length = 10;

    // Without 0 and o, 1, i and l
    private const string Signs = "23456789abcdefghjkmnpqrstuvwxyz";

    /// <returns>Ten signs that can be dictated and typed.</returns>
    public string For(Guid appointmentId, int tokenVersion)
    {
        var proof = keys.Tokens.Bytes("short-link", appointmentId.ToString("N"), tokenVersion.ToString(CultureInfo.InvariantCulture));
        var rest = BinaryPrimitives.ReadUInt64BigEndian(proof);
        return string.Create(Length, rest, (signs, number) =>
        {
            for (var i = 0; i < signs.Length; i++)
            {
                signs[i] = Signs[(int)(number % (ulong)Signs.Length)];
                number /= (ulong)Signs.Length;
            }
        });
    }

    /// <summary>What is stored of it.</summary>
    public string HashFor(Guid appointmentId, int tokenVersion) => Hash(For(appointmentId, tokenVersion));

    /// <summary>The hash of what somebody typed; case and spaces do not matter.</summary>
    /// <returns>Null when it cannot be a short link.</returns>
    public string? HashOf(string? typed)
    {
        if (typed is null || typed.Length > 3 * Length)
        {
            return null;
        }

        var signs = string.Concat(typed.Where(sign => !char.IsWhiteSpace(sign) && sign != '-')).ToLowerInvariant();
        return signs.Length == Length && signs.All(sign => Signs.Contains(sign, StringComparison.Ordinal)) ? Hash(signs) : null;
    }

    private string Hash(string signs) => keys.Tokens.Of("short-link-hash", signs);
}
