using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Creneau.Bench.Data;
using Creneau.TestKit;

namespace Creneau.Bench.Server;

/// <summary>What a first visit to the home page downloads: the page and all that it names, with every font of its styles.</summary>
public static partial class PageFigures
{
    private const int Most = 100 * 1024;

    public static async Task<IReadOnlyList<Figure>> RunAsync(DemoData data)
    {
        var demo = await data.DepartmentOnSqliteAsync();
        await using var server = await ServerProcess.StartNewAsync(demo.Environment);
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var files = await DownloadAsync(http);
        var (compressed, plain) = (files.Sum(file => file.Compressed), files.Sum(file => file.Plain));
        return
        [
            new(
                "home page in all", Text.Of($"{compressed / 1024.0:0.0} KB"), Text.Of($"{plain / 1024.0:0.0} KB uncompressed"),
                (double)compressed / plain, "<= 100 KB", compressed <= Most),
            .. files.Select(file => new Figure(
                $"  {file.Address}", Text.Of($"{file.Compressed / 1024.0:0.0} KB"), Text.Of($"{file.Plain / 1024.0:0.0} KB"),
                null, "", null)),
        ];
    }

    private sealed record Download(string Address, int Compressed, int Plain);

    private static async Task<IReadOnlyList<Download>> DownloadAsync(HttpClient http)
    {
        List<Download> files = [];
        HashSet<string> asked = ["/"];
        Queue<string> open = new(asked);
        while (open.TryDequeue(out var address))
        {
            var (file, text) = await FetchAsync(http, address);
            files.Add(file);
            foreach (var named in Named(address, text).Where(asked.Add))
            {
                open.Enqueue(named);
            }
        }

        return files;
    }

    private static async Task<(Download File, string Text)> FetchAsync(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var plain = answer.Content.Headers.ContentEncoding.Contains("br") ? Expand(bytes) : bytes;
        return (new(address, bytes.Length, plain.Length), Encoding.UTF8.GetString(plain));
    }

    private static byte[] Expand(byte[] brotli)
    {
        using var plain = new MemoryStream();
        using var expanding = new BrotliStream(new MemoryStream(brotli), CompressionMode.Decompress);
        expanding.CopyTo(plain);
        return plain.ToArray();
    }

    private static IEnumerable<string> Named(string address, string text)
    {
        if (address == "/")
        {
            return Tags().Matches(text).Select(match => match.Groups[1].Value + match.Groups[2].Value);
        }

        return address.EndsWith(".css", StringComparison.Ordinal)
            ? Urls().Matches(text).Select(match => new Uri(new Uri("http://here" + address), match.Groups[1].Value).AbsolutePath)
            : [];
    }

    // What browsers fetch by themselves: scripts, pictures, and links that are no mere neighbours of the page
    [GeneratedRegex(
        """<(?:script|img)[^>]*\ssrc="(/[^"]+)"|"""
        + """<link(?=[^>]*\srel="(?:stylesheet|icon|preload|modulepreload|manifest)")[^>]*\shref="(/[^"]+)""")]
    private static partial Regex Tags();

    [GeneratedRegex("""url\(["']?(?!data:)([^"')]+)""")]
    private static partial Regex Urls();
}
