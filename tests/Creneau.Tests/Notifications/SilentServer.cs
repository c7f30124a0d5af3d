using System.Net;
using System.Net.Sockets;

namespace Creneau.Tests.Notifications;

/// <summary>Takes connections on a free port and never answers.</summary>
internal sealed class SilentServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private Task _accepting = Task.CompletedTask;

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public static SilentServer Start()
    {
        var server = new SilentServer();
        server._listener.Start();
        server._accepting = server.AcceptAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        _clients.ForEach(client => client.Dispose());
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _clients.Add(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (SocketException)
        {
            // It was stopped
        }
    }
}
