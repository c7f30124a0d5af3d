namespace Creneau.TestKit;

/// <summary>
/// The data folder of a throw-away PostgreSQL and the commands on it. PostgreSQL refuses to run as root: there, every
/// command goes through the account <c>postgres</c> that Debian's package made.
/// </summary>
internal sealed class PostgresCluster : IDisposable
{
    public const string User = "creneau_tests";

    private readonly string _folder;
    private readonly LastWill _lastWill;

    private PostgresCluster(string folder, int port, string password)
    {
        (_folder, Port, Password) = (folder, port, password);
        _lastWill = LastWill.Write(
            """folder=$1; shift; "$@"; rm -rf "$folder" """,
            [folder, .. AsPostgres("pg_ctl", "-D", Data, "-m", "immediate", "stop")]);
    }

    public int Port { get; }

    public string Password { get; }

    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string Data => Path.Combine(_folder, "data");

    private string LogFile => Path.Combine(_folder, "log");

    public static async Task<PostgresCluster> InitAsync(string password, bool durable)
    {
        var folder = await RunAsync("mktemp", "-d", Path.Combine(Path.GetTempPath(), "creneau-postgres-XXXXXX"));
        var cluster = new PostgresCluster(folder, FreePort.Take(), password);
        await cluster.InitAsync(durable);
        return cluster;
    }

    /// <summary>Runs pg_ctl and waits until it is done.</summary>
    public async Task ControlAsync(params IEnumerable<string> order)
    {
        try
        {
            await RunAsync("pg_ctl", ["-D", Data, "-l", LogFile, "-s", "-w", "-t", "60", .. order]);
        }
        catch (InvalidOperationException failure)
        {
            throw new InvalidOperationException($"{failure.Message}\n{Log}", failure);
        }
    }

    public void Dispose() => _lastWill.Dispose();

    private async Task InitAsync(bool durable)
    {
        var passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password);
        await RunAsync(
            "initdb", "-D", Data, "-U", User, $"--pwfile={passwordFile}", "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        File.Delete(passwordFile);
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), Settings(durable ? "on" : "off"));
    }

    private string Settings(string durable) =>
        $"""

         listen_addresses = '127.0.0.1'
         port = {Port}
         unix_socket_directories = '{_folder}'
         max_connections = 300
         shared_buffers = 256MB
         fsync = {durable}
         full_page_writes = {durable}
         timezone = 'UTC'
         log_timezone = 'UTC'
         log_lock_waits = on

         """;

    private static Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var whole = AsPostgres(program, arguments);
        return Shell.RunAsync(whole[0], whole[1..]);
    }

    private static string[] AsPostgres(string program, params IEnumerable<string> arguments) =>
        Environment.IsPrivilegedProcess
            ? ["runuser", "-u", "postgres", "--", PathOf(program), .. arguments]
            : [PathOf(program), .. arguments];

    private static string PathOf(string program)
    {
        if (program == "mktemp") return program;
        var path = Path.Combine("/usr/lib/postgresql/15/bin", program);
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"{path} is missing: install postgresql-15 (./test.sh does).");
    }
}
