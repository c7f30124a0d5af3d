using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Creneau.Notifications.Sms;

/// <summary>Signs one call of OVHcloud's API: over the very address and body that leave, and the server's own clock.</summary>
public static class OvhSignature
{
    /// <param name="body">As sent; empty for a GET.</param>
    /// <param name="seconds">Seconds since 1970 by OVHcloud's clock.</param>
    public static string Of(OvhSettings settings, HttpMethod method, string url, string body, long seconds)
    {
        var signed = string.Join(
            '+',
            settings.ApplicationSecret,
            settings.ConsumerKey,
            method.Method,
            url,
            body,
            seconds.ToString(CultureInfo.InvariantCulture));
        // The provider's own scheme: SHA-1 here is what it compares with, not what we would choose
#pragma warning disable CA5350
        return "$1$" + Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5350
    }
}
