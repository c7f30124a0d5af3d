using System.Buffers.Text;
using System.Security.Cryptography;
using Creneau.Keys;

namespace Creneau.Counter.Devices;

/// <summary>What a device keeps: 32 random bytes, of which the database has the keyed hash only.</summary>
internal static class DeviceSecret
{
    public const int Longest = 64;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(PlatformKeys keys, string secret) => keys.Browsers.Of("device", secret);
}
