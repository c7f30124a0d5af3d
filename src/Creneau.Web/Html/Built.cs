using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Creneau.Web.Html;

/// <summary>A built file and its compressed forms, where there are any.</summary>
public sealed record BuiltFile(string ContentType, byte[] Plain, byte[]? Brotli, byte[]? Gzip);

/// <summary>Styles, scripts, icons and the font, as the front end's build left them in this assembly under names that carry a hash.</summary>
public sealed class Built
{
    public const string Root = "/built/";
    public const string Font = "atkinson-hyperlegible-next-latin-wght-normal.woff2";

    private static readonly Assembly Home = typeof(Built).Assembly;
    private readonly FrozenDictionary<string, string> names = Json("manifest.json");
    private readonly FrozenDictionary<string, string> icons = Json("icons.json");
    private readonly FrozenDictionary<string, BuiltFile> files;

    public Built() => files = names.Values.ToFrozenDictionary(name => name, Load);

    /// <param name="source">Name as in Assets, such as "site.css".</param>
    /// <returns>Its address on this host, the same in both languages.</returns>
    /// <exception cref="KeyNotFoundException">The build makes no such file.</exception>
    public string Address(string source) => Root + names[source];

    /// <summary>What is inside the svg element of an icon; the build script lists those that are at hand.</summary>
    public string Icon(string name) => icons[name];

    public BuiltFile? Find(string name) => files.GetValueOrDefault(name);

    private static BuiltFile Load(string name) => new(ContentType(name), Bytes(name)!, Bytes(name + ".br"), Bytes(name + ".gz"));

    private static byte[]? Bytes(string name)
    {
        using var stream = Home.GetManifestResourceStream("built/" + name);
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static FrozenDictionary<string, string> Json(string name) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Bytes(name))!.ToFrozenDictionary();

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
