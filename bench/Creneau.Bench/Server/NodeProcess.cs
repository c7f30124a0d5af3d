using System.Diagnostics;
using Creneau.TestKit;

namespace Creneau.Bench.Server;

/// <summary>This program once more, as a server; it ends with this process.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(120);
    private readonly Process _process;
    private readonly LastWill _lastWill;

    private NodeProcess(Process process, int port)
    {
        (_process, Port) = (process, port);
        _lastWill = LastWill.Write("""kill -9 "$1" """, $"{process.Id}");
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>Processor time that it has used since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public int ProcessId => _process.Id;

    public double Megabytes => Memory.MegabytesOf(_process.Id);

    /// <summary>Waits until `/health/ready` answers.</summary>
    public static async Task<NodeProcess> StartAsync(params IEnumerable<string> args)
    {
        var port = FreePort.Take();
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. args, $"--urls=http://127.0.0.1:{port}"]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var node = new NodeProcess(Process.Start(start)!, port);
        using var http = new HttpClient { BaseAddress = node.Address };
        await Patience.UntilAsync($"{node.Address}health/ready answers 200", () => node.IsReadyAsync(http), Patient);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _lastWill.Revoke();
        _process.Dispose();
    }

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The server ended with code {_process.ExitCode}.");
        }

        try
        {
            using var answer = await http.GetAsync("health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
