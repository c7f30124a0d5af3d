using System.Net;
using System.Net.Sockets;

namespace Creneau.TestKit;

/// <summary>Ports that nobody listens on.</summary>
public static class FreePort
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Given = [];

    /// <summary>A port of 127.0.0.1 that is free now and that this process has not been given before.</summary>
    public static int Take()
    {
        lock (Gate)
        {
            while (true)
            {
                var port = AskTheSystem();
                if (Given.Add(port)) return port;
            }
        }
    }

    /// <summary>Whether somebody listens on <paramref name="port"/> of 127.0.0.1.</summary>
    public static async Task<bool> AnswersAsync(int port, CancellationToken ct = default)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int AskTheSystem()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
