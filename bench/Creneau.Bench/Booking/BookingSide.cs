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
    private double _seconds;
    private double _processorMilliseconds;

    private BookingSide(NpgsqlDataSource database, NodeProcess node, BookingClients clients) => (_database, _node, _clients) = (database, node, clients);

    public BookingCounts Counts { get; private set; } = new(0, 0, 0);

    public double PerSecond => Counts.Booked / _seconds;

    /// <summary>Milliseconds of the server's processor time per booking.</summary>
    public double Processor => _processorMilliseconds / Counts.Booked;

    /// <summary>Starts it and books until it is warm.</summary>
    public static async Task<BookingSide> PrepareAsync(DemoData data, string root, params string[] more)
    {
        var demo = await data.DepartmentCopyAsync();
        var database = NpgsqlDataSource.Create(demo.ConnectionString);
        // Not a demo any more: its messages then wait for a mail server, and the codes can be read from the rows
        await ExecuteAsync(database, "DELETE FROM platform_setting WHERE name = 'demo'; CREATE EXTENSION pg_stat_statements");
        var node = await NodeProcess.StartAsync(
            [BenchNode.Command, $"--Creneau:Database={demo.ConnectionString}", $"--Creneau:MasterKey={demo.MasterKey}", "--Serilog:MinimumLevel:Default=Error", .. more]);
        var clients = await BookingClients.MeetAsync(node.Address, root, demo);
        await clients.RunAsync(LongestWarmup, WarmupBookings);
        return new(database, node, clients);
    }

    /// <summary>Forgets the statements that were carried out so far, those of the other side as well.</summary>
    public Task ForgetStatementsAsync() => ExecuteAsync(_database, "SELECT pg_stat_statements_reset()");

    /// <summary>Books for one round and adds it to what was measured before.</summary>
    public async Task MeasureAsync()
    {
        var (before, start) = (_node.ProcessorTime, Stopwatch.GetTimestamp());
        var counts = await _clients.RunAsync(Round);
        _seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        _processorMilliseconds += (_node.ProcessorTime - before).TotalMilliseconds;
        Counts = new(Counts.Booked + counts.Booked, Counts.Refused + counts.Refused, Counts.Errors + counts.Errors);
    }

    /// <summary>Statements per booking that the database has carried out, the beginnings and ends of transactions included.</summary>
    public async Task<double> StatementsAsync()
    {
        await using var command = _database.CreateCommand("SELECT sum(calls)::bigint FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())");
        return (long)(await command.ExecuteScalarAsync())! / (double)Counts.Booked;
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
