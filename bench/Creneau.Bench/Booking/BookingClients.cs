using System.Collections.Concurrent;
using System.Net;
using Creneau.Bench.Data;
using Creneau.Keys;
using Creneau.Storage;
using Npgsql;

namespace Creneau.Bench.Booking;

/// <summary>What the clients saw.</summary>
/// <param name="Errors">Answers that were neither a success nor a refusal.</param>
public sealed record BookingCounts(int Booked, int Refused, int Errors);

/// <summary>32 clients that hold, ask for a code, read it where it was written, and confirm, one booking after another.</summary>
public sealed class BookingClients(Uri server, string root, NpgsqlDataSource database, PlatformKeys keys) : IDisposable
{
    public const int Count = 32;
    private const int SitesLeftAlone = 3;

    private readonly HttpClient _http = new() { BaseAddress = server };
    private readonly ConcurrentQueue<BookingStart> _starts = new();
    private readonly HashSet<int> _desksLeftAlone = [];
    private int _booked;
    private int _refused;
    private int _errors;
    private int _most;

    /// <summary>The desks of a few sites at which these clients book nothing.</summary>
    public IReadOnlyList<int> DesksLeftAlone => [.. _desksLeftAlone.Order()];

    public static async Task<BookingClients> MeetAsync(Uri server, string root, DemoDatabase demo)
    {
        var opened = await OpenDatabase.OpenAsync(demo.Settings, TimeProvider.System, CancellationToken.None);
        var clients = new BookingClients(server, root, NpgsqlDataSource.Create(demo.ConnectionString), opened.Keys);
        var starts = await clients._http.GetFromJsonAsync<BookingStart[]>(BookingStart.Address) ?? [];
        clients.Plan(starts, starts.Select(start => start.Wanted.SiteId).Distinct().Order().Take(SitesLeftAlone).ToHashSet());
        return clients;
    }

    /// <summary>Books until the time is up, or so many are booked; a booking that has begun is finished.</summary>
    public async Task<BookingCounts> RunAsync(TimeSpan length, int most = int.MaxValue)
    {
        (_booked, _refused, _errors, _most) = (0, 0, 0, most);
        using var end = new CancellationTokenSource(length);
        await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => ClientAsync(end.Token)));
        return new(_booked, _refused, _errors);
    }

    public void Dispose()
    {
        _http.Dispose();
        database.Dispose();
    }

    private void Plan(IEnumerable<BookingStart> starts, HashSet<int> sitesLeftAlone)
    {
        foreach (var start in starts)
        {
            if (sitesLeftAlone.Contains(start.Wanted.SiteId))
            {
                _desksLeftAlone.Add(start.DeskId);
            }
            else
            {
                _starts.Enqueue(start);
            }
        }
    }

    private async Task ClientAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested && Volatile.Read(ref _booked) < _most && _starts.TryDequeue(out var start))
        {
            Note(await BookAsync(start));
        }
    }

    private void Note(HttpStatusCode answer) => _ = answer switch
    {
        HttpStatusCode.NoContent => Interlocked.Increment(ref _booked),
        HttpStatusCode.Conflict => Interlocked.Increment(ref _refused),
        _ => Interlocked.Increment(ref _errors),
    };

    private async Task<HttpStatusCode> BookAsync(BookingStart start)
    {
        using var held = await _http.PostAsJsonAsync($"{root}/hold", start);
        if (held.StatusCode != HttpStatusCode.OK)
        {
            return held.StatusCode;
        }

        var id = await held.Content.ReadAsStringAsync();
        using var asked = await _http.PostAsJsonAsync($"{root}/ask?id={id}", start);
        if (asked.StatusCode != HttpStatusCode.NoContent)
        {
            return asked.StatusCode;
        }

        using var confirmed = await _http.PostAsJsonAsync($"{root}/confirm?id={id}&code={await CodeAsync(Guid.Parse(id))}", start);
        return confirmed.StatusCode;
    }

    private async Task<string> CodeAsync(Guid appointment)
    {
        await using var command = database.CreateCommand(
            "SELECT secret FROM outbox_message WHERE appointment_id = $1 AND secret IS NOT NULL");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = appointment });
        return keys.Decrypt((byte[])(await command.ExecuteScalarAsync())!);
    }
}
