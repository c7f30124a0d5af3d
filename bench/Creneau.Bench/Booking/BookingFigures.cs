using Creneau.Bench.Data;
using Creneau.Bench.Server;

namespace Creneau.Bench.Booking;

/// <summary>
/// Hold, code and confirmation over HTTP on PostgreSQL by 32 clients. One baseline sends the same statements by plain Npgsql;
/// the other is the same server while no desk changes.
/// </summary>
public static class BookingFigures
{
    private const int Rounds = 4;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DemoData data)
    {
        await using var ours = await BookingSide.PrepareAsync(data, OurBooking.Root);
        return [.. await BesidePlainAsync(ours, data), await WhileDesksChangeAsync(ours)];
    }

    private static async Task<IReadOnlyList<Figure>> BesidePlainAsync(BookingSide ours, DemoData data)
    {
        await using var plain = await BookingSide.PrepareAsync(data, PlainBooking.Root, BenchNode.WithoutWatch);
        var (our, their) = (BookingRounds.None, BookingRounds.None);
        await ours.ForgetStatementsAsync();
        // By turns, so that what else the machine does meets both alike
        for (var round = 0; round < Rounds; round++)
        {
            our += await ours.MeasureAsync();
            their += await plain.MeasureAsync();
        }

        var ratio = our.PerSecond / their.PerSecond;
        var errors = our.Counts.Errors + their.Counts.Errors;
        var ourStatements = await ours.StatementsAsync() / (double)our.Counts.Booked;
        var plainStatements = await plain.StatementsAsync() / (double)their.Counts.Booked;
        return
        [
            new(
                "hold + confirm, 32 clients",
                Text.Of($"{our.PerSecond:0}/s"),
                Text.Of($"{their.PerSecond:0}/s plain Npgsql"),
                ratio,
                ">= 0.5, no error",
                ratio >= 0.5 && errors == 0),
            Informing("  server's processor per booking, ms", our.ProcessorPerBooking, their.ProcessorPerBooking),
            Informing("  statements per booking", ourStatements, plainStatements),
            new("  booked, refused, errors", Of(our.Counts), Of(their.Counts), null, "", null),
        ];
    }

    private static async Task<Figure> WhileDesksChangeAsync(BookingSide ours)
    {
        var (changing, quiet) = (BookingRounds.None, BookingRounds.None);
        for (var round = 0; round < Rounds; round++)
        {
            // By turns, and each first as often as the other: the tables grow
            quiet += round % 2 == 0 ? await ours.MeasureAsync() : BookingRounds.None;
            changing += await ours.MeasureWhileDesksChangeAsync();
            quiet += round % 2 == 1 ? await ours.MeasureAsync() : BookingRounds.None;
        }

        var ratio = changing.PerSecond / quiet.PerSecond;
        var errors = changing.Counts.Errors + quiet.Counts.Errors;
        return new(
            "  while other desks close and reopen",
            Text.Of($"{changing.PerSecond:0}/s, {changing.DeskChangesPerSecond:0} changes/s"),
            Text.Of($"{quiet.PerSecond:0}/s without"),
            ratio,
            ">= 0.8, no error",
            ratio >= 0.8 && errors == 0);
    }

    private static Figure Informing(string name, double ours, double theirs) =>
        new(name, Text.Of($"{ours:0.00}"), Text.Of($"{theirs:0.00}"), ours / theirs, "", null);

    private static string Of(BookingCounts counts) => Text.Of($"{counts.Booked}, {counts.Refused}, {counts.Errors}");
}
