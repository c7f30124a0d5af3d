using System.Diagnostics;
using MimeKit;

namespace Creneau.TestKit;

/// <summary>
/// A real SMTP server (aiosmtpd) on a free port of 127.0.0.1. It keeps every mail; recipients that begin with
/// <c>refuse</c> get 550, those that begin with <c>tempfail</c> get 451. It ends with this process.
/// </summary>
public sealed class SmtpServer : IDisposable
{
    // Debian's own: another python3 on the path has no aiosmtpd.
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    private readonly ScratchFolder _folder = ScratchFolder.New("smtp");
    private readonly string[] _guard;
    private Process? _process;

    private SmtpServer(params string[] guard)
    {
        _guard = guard;
        Directory.CreateDirectory(_folder.At("tmp"));
        Directory.CreateDirectory(_folder.At("new"));
        using var script = typeof(SmtpServer).Assembly.GetManifestResourceStream("smtp_server.py")!;
        using var file = File.Create(Script);
        script.CopyTo(file);
    }

    public int Port { get; } = FreePort.Take();

    private string Script => _folder.At("smtp_server.py");

    public static async Task<SmtpServer> StartNewAsync()
    {
        var server = new SmtpServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>A server that takes nothing without STARTTLS and this login, with a certificate that no authority has signed.</summary>
    public static async Task<SmtpServer> StartGuardedAsync(ServerCertificate certificate, string user, string password)
    {
        var server = new SmtpServer(certificate.File, certificate.KeyFile, user, password);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it again after <see cref="Stop"/>, on the same port with the mail it had.</summary>
    public async Task StartAsync()
    {
        if (_process is not null) return;
        var start = new ProcessStartInfo(Python, [Script, $"{Port}", _folder.Path, .. _guard])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        if (await _process.StandardOutput.ReadLineAsync() == "ready") return;
        throw new InvalidOperationException(
            "The SMTP server did not start (python3-aiosmtpd is installed by ./test.sh).\n"
            + await _process.StandardError.ReadToEndAsync());
    }

    /// <summary>From now on connections are refused, as when a mail server is down.</summary>
    public void Stop()
    {
        if (_process is null) return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>All mail received so far, in the order of arrival.</summary>
    public IReadOnlyList<ReceivedMail> Received() =>
        [.. new DirectoryInfo(_folder.At("new")).GetFiles().OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name).Select(Parse)];

    /// <summary>Waits for a mail that <paramref name="wanted"/> accepts, those received before included.</summary>
    /// <exception cref="TimeoutException">None came within <paramref name="timeout"/> (10 seconds when null).</exception>
    public Task<ReceivedMail> ReceivedAsync(
        Func<ReceivedMail, bool> wanted, TimeSpan? timeout = null, CancellationToken ct = default) =>
        Patience.ForAsync("a mail as wanted", () => Task.FromResult(Received().LastOrDefault(wanted)), timeout ?? Usual, ct);

    /// <summary>Waits for the latest mail to <paramref name="address"/>.</summary>
    public Task<ReceivedMail> ReceivedByAsync(string address, CancellationToken ct = default) =>
        ReceivedAsync(mail => mail.Recipients.Contains(address), ct: ct);

    public void Dispose()
    {
        Stop();
        _folder.Dispose();
    }

    private static ReceivedMail Parse(FileInfo file)
    {
        var message = MimeMessage.Load(file.FullName);
        return new ReceivedMail(
            message,
            message.Headers["X-Envelope-From"]!,
            message.Headers["X-Envelope-To"]!.Split(", "));
    }
}

/// <param name="Message">As it was sent, byte for byte, with the envelope in two headers before.</param>
/// <param name="Sender">Of the envelope (MAIL FROM).</param>
/// <param name="Recipients">Of the envelope, those accepted (RCPT TO).</param>
public sealed record ReceivedMail(MimeMessage Message, string Sender, IReadOnlyList<string> Recipients);
