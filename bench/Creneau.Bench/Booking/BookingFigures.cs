using Creneau.Bench.Data;
using Creneau.Bench.Server;

namespace Creneau.Bench.Booking;

/// <summary>Hold, code and confirmation over HTTP on PostgreSQL by 32 clients; the baseline sends the same statements by plain Npgsql.</summary>
public static class BookingFigures
{
    private const int Rounds = 4;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DemoData data)
    {
        await using var ours = await BookingSide.PrepareAsync(data, OurBooking.Root);
        await using var plain = await BookingSide.PrepareAsync(data, PlainBooking.Root, BenchNode.WithoutWatch);
        await ours.ForgetStatementsAsync();
        // By turns, so that what else the machine does meets both alike
        for (var round = 0; round < Rounds; round++)
        {
            await ours.MeasureAsync();
            await plain.MeasureAsync();
        }

        return await FiguresAsync(ours, plain);
    }

    private static async Task<IReadOnlyList<Figure>> FiguresAsync(BookingSide ours, BookingSide plain)
    {
        var ratio = ours.PerSecond / plain.PerSecond;
        var errors = ours.Counts.Errors + plain.Counts.Errors;
        var (ourStatements, plainStatements) = (await ours.StatementsAsync(), await plain.StatementsAsync());
        return
        [
            new("hold + confirm, 32 clients", Text.Of($"{ours.PerSecond:0}/s"), Text.Of($"{plain.PerSecond:0}/s plain Npgsql"), ratio, ">= 0.5, no error", ratio >= 0.5 && errors == 0),
            new("  server's processor per booking", Text.Of($"{ours.Processor:0.00} ms"), Text.Of($"{plain.Processor:0.00} ms"), ours.Processor / plain.Processor, "", null),
            new("  statements per booking", Text.Of($"{ourStatements:0.0}"), Text.Of($"{plainStatements:0.0}"), ourStatements / plainStatements, "", null),
            new("  booked, refused, errors", Of(ours.Counts), Of(plain.Counts), null, "", null),
        ];
    }

    private static string Of(BookingCounts counts) => Text.Of($"{counts.Booked}, {counts.Refused}, {counts.Errors}");
}
