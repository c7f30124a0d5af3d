using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Creneau.TestKit;

/// <summary>A way to a server of this machine that can be cut and mended, as a cable or a wireless network is.</summary>
public sealed class NetworkLine : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, FreePort.Take());
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly Task _accepting;
    private volatile bool _isCut;

    public NetworkLine(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new Uri($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where the server is reached through this line.</summary>
    public Uri Address { get; }

    /// <summary>Ends every connection, and each new one at once.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var socket in _open.Keys) socket.Dispose();
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Nobody listens any more
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            (_open[client], _open[server]) = (0, 0);
            try
            {
                if (_isCut) return;
                await server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _server.Port));
                await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
            }
            catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
            {
                // As on a line that was cut
            }
            finally
            {
                _open.TryRemove(client, out _);
                _open.TryRemove(server, out _);
            }
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer) is > 0 and var read) await to.SendAsync(buffer.AsMemory(0, read));
    }
}
