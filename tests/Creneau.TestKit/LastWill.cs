using System.Diagnostics;

namespace Creneau.TestKit;

/// <summary>
/// A shell command that is carried out when this process has ended, however it ended: the shell waits for the end
/// of its standard input, which the system closes even after <c>kill -9</c>. It runs in a session of its own, so that
/// Ctrl+C in the terminal does not end it first.
/// </summary>
public sealed class LastWill : IDisposable
{
    private readonly Process _shell;

    private LastWill(Process shell) => _shell = shell;

    /// <param name="command">POSIX shell; its arguments are <c>$1</c>, <c>$2</c>…, so that nothing needs quoting.</param>
    public static LastWill Write(string command, params string[] arguments)
    {
        // exec: the descriptors of the test run are let go, else its runner would wait for them.
        var waitThenAct = $"exec >/dev/null 2>&1; cat; {command}";
        var start = new ProcessStartInfo("setsid", ["sh", "-c", waitThenAct, "last-will", .. arguments])
        {
            RedirectStandardInput = true,
        };
        return new LastWill(Process.Start(start)!);
    }

    /// <summary>Tears it up: it is not carried out, now or later.</summary>
    public void Revoke()
    {
        _shell.Kill();
        Dispose();
    }

    /// <summary>Carries it out now and waits until it is done.</summary>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
