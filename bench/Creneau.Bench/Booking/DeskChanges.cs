using Creneau.Acting;
using Creneau.Availability.Openings;
using Creneau.Hours;

namespace Creneau.Bench.Booking;

/// <summary>Closes desks and opens them again, one after the other without pause, as `creneau desk` does.</summary>
public sealed class DeskChanges(Uri server, IReadOnlyList<int> deskIds) : IDisposable
{
    private const string Root = "bench/desks";

    private static readonly DeskClosure FromNowOn = new(null, null, ClosureReason.OutOfOrder, null);

    private readonly HttpClient _http = new() { BaseAddress = server };

    public static void MapDeskChanges(IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{Root}/close", CloseAsync);
        routes.MapPost($"{Root}/open", OpenAsync);
    }

    /// <summary>Goes on until it is told to end; a desk that was closed is open again then.</summary>
    /// <returns>How many desks were closed or reopened.</returns>
    public async Task<int> RunAsync(CancellationToken end)
    {
        var changes = 0;
        while (!end.IsCancellationRequested)
        {
            var desk = deskIds[changes / 2 % deskIds.Count];
            await PostAsync("close", desk);
            await PostAsync("open", desk);
            changes += 2;
        }

        return changes;
    }

    public void Dispose() => _http.Dispose();

    private static async Task<IResult> CloseAsync(int desk, CloseDesk close, CancellationToken ct) =>
        await close.RunAsync(Actor.CommandLine, desk, FromNowOn, ct) is CloseDeskResult.Closed
            ? TypedResults.NoContent()
            : TypedResults.Conflict();

    private static async Task<IResult> OpenAsync(int desk, ReopenDesk open, CancellationToken ct) =>
        await open.RunAsync(Actor.CommandLine, desk, ct) is ReopenDeskResult.Reopened ? TypedResults.NoContent() : TypedResults.Conflict();

    private async Task PostAsync(string change, int desk)
    {
        using var answer = await _http.PostAsync(Text.Of($"{Root}/{change}?desk={desk}"), null);
        answer.EnsureSuccessStatusCode();
    }
}
