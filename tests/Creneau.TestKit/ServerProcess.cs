using System.Diagnostics;
using System.Text;

namespace Creneau.TestKit;

/// <summary>
/// The built <c>creneau serve</c> as a process of its own, on a free port, with a data folder of its own unless the
/// environment names a database. It ends with this process.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly StringBuilder _log = new();
    private readonly ScratchFolder _data = ScratchFolder.New("data");
    private Process? _process;
    private LastWill? _lastWill;

    private ServerProcess(IReadOnlyDictionary<string, string> environment) => _environment = environment;

    public int Port { get; } = FreePort.Take();

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public string DataFolder => _data.Path;

    public int ProcessId => _process!.Id;

    /// <summary>What it wrote to standard output and error so far, all starts together.</summary>
    public string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    /// <summary>Starts a server and waits until <c>/health/ready</c> answers 200.</summary>
    /// <param name="environment">Settings as environment variables: <c>CRENEAU__DATABASE</c> and so on.</param>
    /// <exception cref="InvalidOperationException">It ended by itself; the message has its log.</exception>
    /// <exception cref="TimeoutException">It was not ready within a minute; the message has its log.</exception>
    public static async Task<ServerProcess> StartNewAsync(
        IReadOnlyDictionary<string, string> environment, CancellationToken ct = default)
    {
        var server = new ServerProcess(environment);
        try
        {
            await server.StartAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after <see cref="Kill9Async"/> or <see cref="StopAsync"/>: same port, same data.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        _process = Process.Start(StartInfo())!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _lastWill = LastWill.Write("""kill -9 "$1" """, $"{_process.Id}");
        await WaitUntilReadyAsync(ct);
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does: it gets no chance to finish anything.</summary>
    public Task Kill9Async()
    {
        _process?.Kill();
        return EndedAsync();
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has.</summary>
    public async Task StopAsync()
    {
        if (_process is { HasExited: false }) await Shell.RunAsync("kill", "-TERM", $"{_process.Id}");
        await EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill9Async();
        _data.Dispose();
    }

    private ProcessStartInfo StartInfo()
    {
        var binary = Checkout.PathOf("src", "Creneau.Web", "bin", Checkout.Configuration, "net10.0", "creneau");
        var start = new ProcessStartInfo(binary, ["serve", "--data", DataFolder, "--port", $"{Port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = DataFolder,
        };
        // The test host says "Development" or "Testing" to its children; a served site is in production.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        return start;
    }

    private async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        try
        {
            await Patience.UntilAsync($"{Address}health/ready answers 200", () => IsReadyAsync(http, ct), Usual, ct);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{Log}", late);
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken ct)
    {
        if (_process!.HasExited) throw new InvalidOperationException($"creneau serve ended with code {_process.ExitCode}.\n{Log}");
        try
        {
            using var answer = await http.GetAsync("health/ready", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task EndedAsync()
    {
        if (_process is null) return;
        await _process.WaitForExitAsync();
        _lastWill?.Revoke();
        _process.Dispose();
        (_process, _lastWill) = (null, null);
    }

    private void Note(string? line)
    {
        lock (_log) _log.AppendLine(line);
    }
}
