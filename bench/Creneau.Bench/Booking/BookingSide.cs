using System.Diagnostics;
using Creneau.Bench.Data;
using Creneau.Bench.Server;
using Npgsql;

namespace Creneau.Bench.Booking;

/// <summary>One way to book, on a server and a copy of the département of its own, so that both ways see the same desks.</summary>
internal sealed class BookingSide : IAsyncDisposable
{
    // By number, not by time: a method is compiled well only after it has run some thirty times, and again later
    private const int WarmupBookings = 3_000;
    private static readonly TimeSpan LongestWarmup = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    private readonly NpgsqlDataSource _database;
    private readonly NodeProcess _node;
    private readonly BookingClients _clients;

    private BookingSide(NpgsqlDataSource database, NodeProcess node, BookingClients clients) =>
        (_database, _node, _clients) = (database, node, clients);

    /// <summary>Starts it and books until it is warm.</summary>
    public static async Task<BookingSide> PrepareAsync(DemoData data, string root, params string[] more)
    {
        var demo = await data.DepartmentCopyAsync();
        var database = NpgsqlDataSource.Create(demo.ConnectionString);
        // Not a demo any more: its messages then wait for a mail server, and the codes can be read from the rows
        await ExecuteAsync(database, "DELETE FROM platform_setting WHERE name = 'demo'; CREATE EXTENSION pg_stat_statements");
        var node = await NodeProcess.StartAsync(
            [
                BenchNode.Command,
                $"--Creneau:Database={demo.ConnectionString}",
                $"--Creneau:MasterKey={demo.MasterKey}",
                "--Serilog:MinimumLevel:Default=Error",
                .. more,
            ]);
        var clients = await BookingClients.MeetAsync(node.Address, root, demo);
        await clients.RunAsync(LongestWarmup, WarmupBookings);
        return new(database, node, clients);
    }

    /// <summary>Forgets the statements that were carried out so far, those of the other side as well.</summary>
    public Task ForgetStatementsAsync() => ExecuteAsync(_database, "SELECT pg_stat_statements_reset()");

    /// <summary>Books for one round.</summary>
    public async Task<BookingRounds> MeasureAsync()
    {
        var (before, start) = (_node.ProcessorTime, Stopwatch.GetTimestamp());
        var counts = await _clients.RunAsync(Round);
        return new(counts, Stopwatch.GetElapsedTime(start).TotalSeconds, (_node.ProcessorTime - before).TotalMilliseconds, 0);
    }

    /// <summary>The same while desks at which nobody books close and reopen without pause.</summary>
    public async Task<BookingRounds> MeasureWhileDesksChangeAsync()
    {
        using var changes = new DeskChanges(_node.Address, _clients.DesksLeftAlone);
        using var end = new CancellationTokenSource();
        var changing = changes.RunAsync(end.Token);
        var measured = await MeasureAsync();
        await end.CancelAsync();
        return measured with { DeskChanges = await changing };
    }

    /// <summary>Statements that the database has carried out, the beginnings and ends of transactions included.</summary>
    public async Task<long> StatementsAsync()
    {
        await using var command = _database.CreateCommand(
            """
            SELECT sum(calls)::bigint FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            """);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.Dispose();
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
