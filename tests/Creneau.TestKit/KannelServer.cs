using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Creneau.TestKit;

/// <summary>
/// A real SMS gateway: Kannel's bearerbox and smsbox with its fake SMS centre, on free ports of 127.0.0.1. It ends with
/// this process.
/// </summary>
public sealed partial class KannelServer : IDisposable
{
    public const string User = "creneau";
    public const string Password = "secret";

    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(20);

    private readonly ScratchFolder _folder = ScratchFolder.New("kannel");
    private readonly StringBuilder _centre = new();
    private readonly int _admin = FreePort.Take();
    private readonly int _boxes = FreePort.Take();
    private readonly int _link = FreePort.Take();
    private readonly int _send = FreePort.Take();
    private readonly List<Process> _processes = [];
    private LastWill? _lastWill;

    private KannelServer()
    {
        Directory.CreateDirectory(_folder.At("store"));
        File.WriteAllText(Configuration, Lines());
    }

    /// <summary>Address of `sendsms`.</summary>
    public string Url => $"http://127.0.0.1:{_send}/cgi-bin/sendsms";

    private string Configuration => _folder.At("kannel.conf");

    public static async Task<KannelServer> StartNewAsync()
    {
        var server = new KannelServer();
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Starts it, or starts it again after <see cref="Kill"/> with what it had in store.</summary>
    public async Task StartAsync()
    {
        Start("bearerbox", "-v", "4", Configuration);
        await PortAsync(_boxes);
        await PortAsync(_link);
        Start("smsbox", "-v", "4", Configuration);
        await PortAsync(_send);
        var centre = Start("/usr/lib/kannel/test/fakesmsc", "-H", "127.0.0.1", "-r", $"{_link}", "-v", "0");
        centre.OutputDataReceived += (_, line) => Note(line.Data);
        centre.ErrorDataReceived += (_, line) => Note(line.Data);
        centre.BeginOutputReadLine();
        centre.BeginErrorReadLine();
        _lastWill = LastWill.Write("kill -s KILL -- \"$@\"", [.. _processes.Select(process => $"-{process.Id}")]);
    }

    /// <summary>`kill -9` of all of it.</summary>
    public void Kill()
    {
        _lastWill?.Dispose();
        _lastWill = null;
        foreach (var process in _processes)
        {
            process.WaitForExit();
            process.Dispose();
        }

        _processes.Clear();
    }

    /// <summary>What the SMS centre got so far.</summary>
    public IReadOnlyList<ReceivedSms> Received()
    {
        lock (_centre)
        {
            return
            [
                .. Got().Matches(_centre.ToString()).Select(match => new ReceivedSms(
                    match.Groups["from"].Value,
                    match.Groups["to"].Value,
                    match.Groups["kind"].Value,
                    match.Groups["text"].Value)),
            ];
        }
    }

    /// <summary>Waits until the SMS centre has at least so many.</summary>
    public Task<IReadOnlyList<ReceivedSms>> ReceivedAsync(int count, CancellationToken ct) => Patience.ForAsync(
        $"{count} SMS", () => Task.FromResult(Received() is { } all && all.Count >= count ? all : null), Usual, ct);

    public void Dispose()
    {
        Kill();
        _folder.Dispose();
    }

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("setsid", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        var process = Process.Start(start)!;
        _processes.Add(process);
        return process;
    }

    private void Note(string? line)
    {
        lock (_centre) _centre.Append(line).Append('\n');
    }

    private static async Task PortAsync(int port) => await Patience.UntilAsync(
        $"port {port} of Kannel (kannel and kannel-extras are installed by ./test.sh)", () => OpenAsync(port), Usual, default);

    private static async Task<bool> OpenAsync(int port)
    {
        using var client = new System.Net.Sockets.TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private string Lines() =>
        $"""
        group = core
        admin-port = {_admin}
        admin-interface = "127.0.0.1"
        admin-password = admin
        smsbox-port = {_boxes}
        smsbox-interface = "127.0.0.1"
        box-allow-ip = "127.0.0.1"
        store-type = spool
        store-location = "{_folder.At("store")}"
        dlr-storage = internal

        group = smsc
        smsc = fake
        smsc-id = FAKE
        our-host = 127.0.0.1
        port = {_link}
        connect-allow-ip = 127.0.0.1

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = {_send}
        sendsms-interface = "127.0.0.1"
        http-request-retry = 5
        http-queue-delay = 1

        group = sendsms-user
        username = {User}
        password = {Password}
        max-messages = 10
        concatenation = true

        """;

    [GeneratedRegex(@"Got message \d+: <(?<from>\S+) (?<to>\S+) (?<kind>\S+) (?<text>.*)>$", RegexOptions.Multiline)]
    private static partial Regex Got();
}

/// <summary>An SMS as the fake SMS centre printed it: text as "text", UCS-2 as "ucs-2" with its bytes in percent signs.</summary>
public sealed record ReceivedSms(string From, string To, string Kind, string Text);
