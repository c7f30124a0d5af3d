using System.Diagnostics;
using Creneau.Bench.Booking;
using Creneau.Bench.Data;
using Creneau.Bench.Http;
using Creneau.Bench.Server;
using Creneau.Booking;
using Creneau.TestKit;

namespace Creneau.Bench.Counter;

/// <summary>
/// `GET /api/v1/agenda` of six desks and one week beside a baseline with the same bytes; and how long a change takes to ten
/// screens, of the same server process and of another.
/// </summary>
internal static class AgendaFigures
{
    private const string Ours = "api/v1/agenda";
    private const int Warmup = 3;
    private const int Seconds = 4;
    private const int Rounds = 3;
    private const int Screens = 10;
    private const int Changes = 60;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DemoData data)
    {
        await using var town = await AgendaTown.FoundAsync();
        await using var node = await town.ServeAsync();
        var cookie = await AgendaTown.CookieAsync(node.Address);
        return [.. await ReadingAsync(town, node, cookie), .. await LiveAsync(town, node, cookie)];
    }

    private static async Task<IReadOnlyList<Figure>> ReadingAsync(AgendaTown town, NodeProcess node, string cookie)
    {
        using var folder = ScratchFolder.New("addresses");
        var addresses = folder.At("addresses");
        await File.WriteAllTextAsync(addresses, town.Query + "\n");
        var bytes = await PrepareAsync(town, node, cookie);
        await Wrk.RunAsync(node.Address, Ours, addresses, Warmup, cookie);
        await Wrk.RunAsync(node.Address, PlainAgenda.Address, addresses, Warmup, cookie);
        List<WrkResult> ours = [], plain = [];
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await Wrk.RunAsync(node.Address, Ours, addresses, Seconds, cookie));
            plain.Add(await Wrk.RunAsync(node.Address, PlainAgenda.Address, addresses, Seconds, cookie));
        }

        var (our, their) = (ours.Average(one => one.PerSecond), plain.Average(one => one.PerSecond));
        var failed = ours.Concat(plain).Sum(one => one.Failed);
        return
        [
            new(
                "GET /api/v1/agenda, 6 desks, a week",
                Text.Of($"{our:0}/s"), Text.Of($"{their:0}/s one query, rest ready-made, {bytes:0} bytes"),
                our / their, ">= 0.5, no error", our / their >= 0.5 && failed == 0),
            new(
                "  latency, half / 99 %",
                Text.Of($"{ours.Average(one => one.Half):0.0} / {ours.Max(one => one.Most):0.0} ms"),
                Text.Of($"{plain.Average(one => one.Half):0.0} / {plain.Max(one => one.Most):0.0} ms"), null, "", null),
        ];
    }

    /// <returns>How long the answer is, of ours and of the baseline: they are the same.</returns>
    private static async Task<int> PrepareAsync(AgendaTown town, NodeProcess node, string cookie)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = node.Address };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        var ours = await http.GetByteArrayAsync(Ours + town.Query);
        using var put = await http.PutAsync(PlainAgenda.Address, new ByteArrayContent(ours));
        put.EnsureSuccessStatusCode();
        var plain = await http.GetByteArrayAsync(PlainAgenda.Address + town.Query);
        return ours.AsSpan().SequenceEqual(plain)
            ? ours.Length
            : throw new InvalidOperationException("The baseline of the agenda does not say the same.");
    }

    private static async Task<IReadOnlyList<Figure>> LiveAsync(AgendaTown town, NodeProcess node, string cookie)
    {
        await using var screens = await AgendaScreens.OpenAsync(node.Address, cookie, town.Passy.SiteId, Screens);
        using var http = new HttpClient { BaseAddress = node.Address };
        var here = await MeasureAsync(screens, town, 0, async start =>
        {
            using var answer = await http.PostAsJsonAsync($"{OurBooking.Root}/hold", start);
            answer.EnsureSuccessStatusCode();
        });
        // Another server process, of whose commits that of the screens is told
        await town.Town.StartAsync(background: true);
        var hold = town.Town.Get<HoldSlot>();
        var elsewhere = await MeasureAsync(
            screens, town, Changes, start => hold.RunAsync(start.Actor, start.Wanted, start.Form("hold"), null, CancellationToken.None));
        return [Line("booking to ten screens, same process", here), Line("  another process", elsewhere)];
    }

    private static Figure Line(string name, double[] delays) => new(
        name,
        Text.Of($"{At(delays, 0.5):0} / {At(delays, 0.95):0} ms, half / 95 %"),
        "",
        null,
        "95 % within 1 s",
        At(delays, 0.95) < 1_000);

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];

    /// <returns>From asking for a slot until each screen was told, in milliseconds, shortest first.</returns>
    private static async Task<double[]> MeasureAsync(AgendaScreens screens, AgendaTown town, int first, Func<BookingStart, Task> hold)
    {
        List<double> delays = [];
        for (var number = first; number < first + Changes; number++)
        {
            var asked = Stopwatch.GetTimestamp();
            await hold(town.FreeStart(number));
            delays.AddRange(await screens.SinceAsync(asked));
        }

        return [.. delays.Order()];
    }
}
