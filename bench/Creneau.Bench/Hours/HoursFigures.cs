using System.Diagnostics;
using Creneau.Bench.Data;
using Creneau.TestKit;

namespace Creneau.Bench.Hours;

/// <summary>
/// Preview and publication of the hours of ten desks with 2,000 appointments over 120 days; and what bookings at the desks of
/// another town hall notice of it.
/// </summary>
internal static class HoursFigures
{
    private const int Publications = 6;
    private const double LeastRatio = 0.8;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<Figure>> RunAsync(DemoData data) =>
        [.. await RunAsync(DatabaseProvider.Postgres), .. await RunAsync(DatabaseProvider.Sqlite)];

    private static async Task<IReadOnlyList<Figure>> RunAsync(DatabaseProvider provider)
    {
        await using var town = await PublishingTown.FoundAsync(provider);
        List<double> previews = [], publications = [];
        for (var round = 0; round < Publications; round++)
        {
            var draft = await town.DraftAsync();
            previews.Add(await MillisecondsAsync(() => town.PreviewAsync(draft)));
            publications.Add(await MillisecondsAsync(() => town.PublishAsync(draft)));
            await town.UndoAsync();
        }

        var before = await town.BookAsync(Measured);
        var (during, published) = await WhilePublishingAsync(town);
        var ratio = during.PerSecond / before.PerSecond;
        var isSqlite = provider == DatabaseProvider.Sqlite;
        return
        [
            new(
                Text.Of($"preview / publication, 10 desks, 120 days, {provider}"),
                Text.Of($"{Half(previews):0} / {Half(publications):0} ms, half"),
                Text.Of($"{town.Appointments} appointments, {town.Outside} outside"),
                null, "", null),
            new(
                "  bookings elsewhere, hours published every second",
                Text.Of($"{during.PerSecond:0}/s, {published} publications"), Text.Of($"{before.PerSecond:0}/s before"),
                ratio,
                isSqlite ? "" : Text.Of($">= {LeastRatio}"),
                isSqlite ? null : ratio >= LeastRatio),
            new(
                "  the longest of them",
                Text.Of($"{during.Longest.TotalMilliseconds:0} ms"), Text.Of($"{before.Longest.TotalMilliseconds:0} ms before"), null,
                isSqlite ? "< 1 s" : "",
                isSqlite ? during.Longest < LongestWait : null),
        ];
    }

    private static async Task<(BookingPace Pace, int Published)> WhilePublishingAsync(PublishingTown town)
    {
        using var end = new CancellationTokenSource();
        // SQLite answers without waiting: on this thread nobody would book before the end
        var publishing = Task.Run(() => town.GoOnPublishingAsync(end.Token));
        BookingPace pace;
        try
        {
            pace = await town.BookAsync(Measured);
        }
        finally
        {
            await end.CancelAsync();
            await publishing;
        }

        return (pace, await publishing);
    }

    private static double Half(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<double> MillisecondsAsync(Func<Task> run)
    {
        var since = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }
}
