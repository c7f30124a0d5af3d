using System.Net;
using System.Net.Sockets;
using Creneau.Keys;

namespace Creneau.Web.Hosting;

/// <summary>The network that a client address belongs to.</summary>
public static class ClientNetwork
{
    private const int BytesOfIPv4Network = 3;
    private const int BytesOfIPv6Network = 6;

    /// <returns>Keyed hash of the network that a request came from, as limits and holds know it.</returns>
    public static string HashOf(HttpContext context, PlatformKeys keys) =>
        keys.Subjects.Of("network", Of(context.Connection.RemoteIpAddress));

    /// <summary>The /24 of an IPv4 address, the /48 of an IPv6 address: within these a client can change its address at will.</summary>
    /// <returns>The network's first address; "unknown" when there is no client address.</returns>
    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        var client = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = client.GetAddressBytes();
        bytes.AsSpan(client.AddressFamily == AddressFamily.InterNetwork ? BytesOfIPv4Network : BytesOfIPv6Network).Clear();
        return new IPAddress(bytes).ToString();
    }
}
