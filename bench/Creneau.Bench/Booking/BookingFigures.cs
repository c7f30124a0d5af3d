using System.Diagnostics;
using Creneau.Bench.Data;
using Creneau.Bench.Server;
using Npgsql;

namespace Creneau.Bench.Booking;

/// <summary>Hold, code and confirmation over HTTP on PostgreSQL by 32 clients; the baseline sends the same statements by plain Npgsql.</summary>
public static class BookingFigures
{
    // By number, not by time: a method is compiled well only after it has run some thirty times, and again later
    private const int WarmupBookings = 3_000;
    private static readonly TimeSpan LongestWarmup = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(12);

    public static async Task<IReadOnlyList<Figure>> RunAsync(DemoData data)
    {
        var ours = await SideAsync(data, OurBooking.Root);
        var plain = await SideAsync(data, PlainBooking.Root, BenchNode.WithoutWatch);
        var ratio = ours.PerSecond / plain.PerSecond;
        var errors = ours.Counts.Errors + plain.Counts.Errors;
        return
        [
            new("hold + confirm, 32 clients", Text.Of($"{ours.PerSecond:0}/s"), Text.Of($"{plain.PerSecond:0}/s plain Npgsql"), ratio, ">= 0.5, no error", ratio >= 0.5 && errors == 0),
            new("  server's processor per booking", Text.Of($"{ours.Processor:0.00} ms"), Text.Of($"{plain.Processor:0.00} ms"), ours.Processor / plain.Processor, "", null),
            new("  statements per booking", Text.Of($"{ours.Statements:0.0}"), Text.Of($"{plain.Statements:0.0}"), ours.Statements / plain.Statements, "", null),
            new("  booked, refused, errors", Of(ours.Counts), Of(plain.Counts), null, "", null),
        ];
    }

    private sealed record Side(BookingCounts Counts, double PerSecond, double Processor, double Statements);

    private static string Of(BookingCounts counts) => Text.Of($"{counts.Booked}, {counts.Refused}, {counts.Errors}");

    /// <summary>Each side has a fresh copy of the département and a fresh server, so that both see the same desks.</summary>
    private static async Task<Side> SideAsync(DemoData data, string root, params string[] more)
    {
        var demo = await data.DepartmentCopyAsync();
        await using var database = NpgsqlDataSource.Create(demo.ConnectionString);
        // Not a demo any more: its messages then wait for a mail server, and the codes can be read from the rows
        await ExecuteAsync(database, "DELETE FROM platform_setting WHERE name = 'demo'; CREATE EXTENSION pg_stat_statements");
        await using var node = await NodeProcess.StartAsync(
            [BenchNode.Command, $"--Creneau:Database={demo.ConnectionString}", $"--Creneau:MasterKey={demo.MasterKey}", "--Serilog:MinimumLevel:Default=Error", .. more]);
        using var clients = await BookingClients.MeetAsync(node.Address, root, demo);
        await clients.RunAsync(LongestWarmup, WarmupBookings);
        await ExecuteAsync(database, "SELECT pg_stat_statements_reset()");
        var (before, start) = (node.ProcessorTime, Stopwatch.GetTimestamp());
        var counts = await clients.RunAsync(Measured);
        var (after, seconds) = (node.ProcessorTime, Stopwatch.GetElapsedTime(start).TotalSeconds);
        return new(counts, counts.Booked / seconds, (after - before).TotalMilliseconds / counts.Booked, await StatementsAsync(database) / (double)counts.Booked);
    }

    /// <summary>Statements that the database has carried out, the beginnings and ends of transactions included.</summary>
    private static async Task<long> StatementsAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("SELECT sum(calls)::bigint FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
