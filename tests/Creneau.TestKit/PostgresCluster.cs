namespace Creneau.TestKit;

/// <summary>
/// The data folder of a PostgreSQL for tests and the commands on it; thrown away, or kept for the next benchmark.
/// PostgreSQL refuses to run as root: there, every command goes through the account <c>postgres</c> that Debian's
/// package made.
/// </summary>
internal sealed class PostgresCluster : IDisposable
{
    public const string User = "creneau_tests";

    private readonly string _folder;
    private readonly LastWill _lastWill;
    private FileStream? _ownership;

    private PostgresCluster(string folder, int port, string password, string mode, string afterwards)
    {
        (_folder, Port, Password) = (folder, port, password);
        _lastWill = LastWill.Write(
            $$"""folder=$1; shift; "$@"; {{afterwards}} """,
            [folder, .. AsPostgres("pg_ctl", "-D", Data, "-m", mode, "stop")]);
    }

    public int Port { get; }

    public string Password { get; }

    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string Data => Path.Combine(_folder, "data");

    private string LogFile => Path.Combine(_folder, "log");

    private string PasswordFile => Path.Combine(_folder, "password");

    public static async Task<PostgresCluster> InitAsync(string password, bool durable)
    {
        var folder = await RunAsync("mktemp", "-d", Path.Combine(Path.GetTempPath(), "creneau-postgres-XXXXXX"));
        var cluster = new PostgresCluster(folder, FreePort.Take(), password, "immediate", """rm -rf "$folder" """);
        await cluster.InitAsync(durable);
        File.Delete(cluster.PasswordFile);
        return cluster;
    }

    /// <summary>The cluster of a folder that outlives this process, made when there is none yet.</summary>
    /// <param name="newPassword">For a new one; the password of an old one lies beside its data.</param>
    /// <exception cref="IOException">Another process uses it.</exception>
    public static async Task<PostgresCluster> KeptAsync(string folder, string newPassword)
    {
        string[] owner = Environment.IsPrivilegedProcess ? ["-o", "postgres"] : [];
        await Shell.RunAsync("install", ["-d", "-m", "700", .. owner, folder]);
        // Before the last will is written: a second process would stop the server of the first
        var ownership = new FileStream(Path.Combine(folder, "owner"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var old = Path.Combine(folder, "password");
        var password = File.Exists(old) ? await File.ReadAllTextAsync(old) : newPassword;
        var cluster = new PostgresCluster(folder, FreePort.Take(), password, "fast", "true") { _ownership = ownership };
        if (!File.Exists(Path.Combine(cluster.Data, "PG_VERSION")))
        {
            await cluster.InitAsync(durable: true);
            await File.AppendAllTextAsync(
                Path.Combine(cluster.Data, "postgresql.conf"),
                "max_wal_size = 4GB\nmaintenance_work_mem = 512MB\nshared_preload_libraries = 'pg_stat_statements'\n");
        }
        return cluster;
    }

    /// <summary>Runs pg_ctl and waits until it is done.</summary>
    public async Task ControlAsync(params IEnumerable<string> order)
    {
        try
        {
            await RunAsync("pg_ctl", ["-D", Data, "-l", LogFile, "-s", "-w", "-t", "60", "-o", $"-p {Port}", .. order]);
        }
        catch (InvalidOperationException failure)
        {
            throw new InvalidOperationException($"{failure.Message}\n{Log}", failure);
        }
    }

    public void Dispose()
    {
        _lastWill.Dispose();
        _ownership?.Dispose();
    }

    private async Task InitAsync(bool durable)
    {
        await File.WriteAllTextAsync(PasswordFile, Password);
        await RunAsync(
            "initdb", "-D", Data, "-U", User, $"--pwfile={PasswordFile}", "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), Settings(durable ? "on" : "off"));
    }

    private static string Settings(string durable) =>
        $"""

         listen_addresses = '127.0.0.1'
         unix_socket_directories = ''
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
