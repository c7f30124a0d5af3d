using Creneau.Bench;
using Creneau.Bench.Booking;
using Creneau.Bench.Counter;
using Creneau.Bench.Data;
using Creneau.Bench.Hours;
using Creneau.Bench.Http;
using Creneau.Bench.Search;
using Creneau.Bench.Server;

switch (args)
{
    case [BenchNode.Command, .. var rest]:
        return await BenchNode.RunAsync(rest);
    case [BareServer.Command, .. var rest]:
        return await BareServer.RunAsync(rest);
}

(string Name, Func<DemoData, Task<IReadOnlyList<Figure>>> RunAsync)[] parts =
[
    ("search", SearchFigures.RunAsync),
    ("api", ApiFigures.RunAsync),
    ("booking", BookingFigures.RunAsync),
    ("agenda", AgendaFigures.RunAsync),
    ("hours", HoursFigures.RunAsync),
    ("bytes", PageFigures.RunAsync),
    ("memory", MemoryFigures.RunAsync),
    ("start", StartFigures.RunAsync),
];
var chosen = parts.Where(part => args.Length == 0 || args.Contains(part.Name)).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine($"Usage: ./bench.sh [{string.Join('|', parts.Select(part => part.Name))}]...");
    return 2;
}

await using var data = new DemoData();
List<Figure> figures = [];
foreach (var part in chosen)
{
    Console.Error.WriteLine($"== {part.Name}");
    figures.AddRange(await part.RunAsync(data));
}

Console.WriteLine();
Console.WriteLine(FigureTable.Of(figures));
return figures.Exists(figure => figure.IsMet == false) ? 1 : 0;
