using Creneau.Bench.Data;
using Creneau.Bench.Server;
using Creneau.TestKit;

namespace Creneau.Bench.Http;

/// <summary>`GET /api/v1/slots` over HTTP, France loaded, beside a body that lies ready.</summary>
public static class ApiFigures
{
    private const int Addresses = 5_000;
    private const int Warmup = 3;
    private const int Seconds = 8;
    private const string Ours = "api/v1/slots";

    public static async Task<IReadOnlyList<Figure>> RunAsync(DemoData data)
    {
        var france = await data.FranceAsync();
        await using var node = await NodeProcess.StartAsync(
            BenchNode.Command, $"--Creneau:Database={france.ConnectionString}", $"--Creneau:MasterKey={france.MasterKey}",
            "--Creneau:AddressLimits:Searches=2000000000", "--Serilog:MinimumLevel:Default=Error");
        using var folder = ScratchFolder.New("addresses");
        var addresses = SearchAddresses.Draw(Addresses).ToList();
        await File.WriteAllLinesAsync(folder.At("addresses"), addresses);
        var length = await PrepareBodyAsync(node.Address, addresses);

        await Wrk.RunAsync(node.Address, Ours, folder.At("addresses"), Warmup);
        await Wrk.RunAsync(node.Address, ReadyMade.Address, folder.At("addresses"), Warmup);
        var (ours, ourProcessor) = await MeasureAsync(node, Ours, folder.At("addresses"));
        var (ready, readyProcessor) = await MeasureAsync(node, ReadyMade.Address, folder.At("addresses"));
        var ratio = ours.PerSecond / ready.PerSecond;
        return
        [
            new(
                "GET /api/v1/slots, France",
                Text.Of($"{ours.PerSecond:0}/s"), Text.Of($"{ready.PerSecond:0}/s ready-made, {length:0} bytes"),
                ratio, ">= 0.25, no error", ratio >= 0.25 && ours.Failed + ready.Failed == 0),
            new(
                "  latency, half / 99 %",
                Text.Of($"{ours.Half:0.0} / {ours.Most:0.0} ms"), Text.Of($"{ready.Half:0.0} / {ready.Most:0.0} ms"), null, "", null),
            new(
                "  processor per request",
                Text.Of($"{ourProcessor:0.000} ms"), Text.Of($"{readyProcessor:0.000} ms"), ourProcessor / readyProcessor, "", null),
        ];
    }

    private static async Task<(WrkResult Result, double Processor)> MeasureAsync(NodeProcess node, string path, string addresses)
    {
        var before = node.ProcessorTime;
        var result = await Wrk.RunAsync(node.Address, path, addresses, Seconds);
        return (result, (node.ProcessorTime - before).TotalMilliseconds / (result.PerSecond * Seconds));
    }

    /// <summary>Gives the baseline a body as long as half of the answers are.</summary>
    private static async Task<int> PrepareBodyAsync(Uri server, List<string> addresses)
    {
        using var http = new HttpClient { BaseAddress = server };
        List<byte[]> bodies = [];
        foreach (var address in addresses.Take(101))
        {
            bodies.Add(await http.GetByteArrayAsync(address));
        }

        var typical = bodies.OrderBy(body => body.Length).ElementAt(bodies.Count / 2);
        using var put = await http.PutAsync(ReadyMade.Address, new ByteArrayContent(typical));
        put.EnsureSuccessStatusCode();
        return typical.Length;
    }
}
