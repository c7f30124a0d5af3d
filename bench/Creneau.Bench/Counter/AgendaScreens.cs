using System.Collections.Concurrent;
using System.Diagnostics;

namespace Creneau.Bench.Counter;

/// <summary>Screens that follow one site: each notes when it is told that a day is to be read again.</summary>
internal sealed class AgendaScreens : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<long>[] _told;
    private Task _listening = Task.CompletedTask;

    private AgendaScreens(Uri server, string cookie, int count)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server };
        _http.DefaultRequestHeaders.Add("Cookie", cookie);
        _told = [.. Enumerable.Range(0, count).Select(_ => new ConcurrentQueue<long>())];
    }

    /// <summary>All of them have been told to read everything once.</summary>
    public static async Task<AgendaScreens> OpenAsync(Uri server, string cookie, int site, int count)
    {
        var screens = new AgendaScreens(server, cookie, count);
        var first = screens._told.Select(_ => new TaskCompletionSource()).ToArray();
        screens._listening = Task.WhenAll(screens._told.Select((told, i) => screens.ListenAsync(site, told, first[i])));
        await Task.WhenAll(first.Select(one => one.Task));
        return screens;
    }

    /// <returns>Milliseconds from a moment until each screen was told, once all of them were.</returns>
    public async Task<double[]> SinceAsync(long moment)
    {
        var delays = new double[_told.Length];
        for (var i = 0; i < delays.Length; i++)
        {
            long at;
            while (!_told[i].TryDequeue(out at) || at < moment)
            {
                await Task.Yield();
            }

            delays[i] = Stopwatch.GetElapsedTime(moment, at).TotalMilliseconds;
        }

        return delays;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        try
        {
            await _listening;
        }
        catch (OperationCanceledException)
        {
            // They were closed
        }

        _http.Dispose();
        _closing.Dispose();
    }

    private async Task ListenAsync(int site, ConcurrentQueue<long> told, TaskCompletionSource first)
    {
        using var answer = await _http.GetAsync(
            $"agents/agenda/flux?site={site}", HttpCompletionOption.ResponseHeadersRead, _closing.Token);
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(_closing.Token));
        while (await lines.ReadLineAsync(_closing.Token) is { } line)
        {
            if (line == "event: relire" && !first.TrySetResult())
            {
                told.Enqueue(Stopwatch.GetTimestamp());
            }
        }
    }
}
