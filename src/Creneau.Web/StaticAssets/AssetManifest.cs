using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Creneau.Web.StaticAssets;

/// <summary>A static asset and its compressed forms, where there are any.</summary>
public sealed record AssetFile(string ContentType, byte[] Plain, byte[]? Brotli, byte[]? Gzip);

/// <summary>
/// Styles, scripts, icons and the font: embedded in this assembly by the front end's build, under names that carry a hash.
/// </summary>
public sealed class AssetManifest
{
    /// <summary>Path under which assets are served, in both languages.</summary>
    public const string Root = "/built/";
    public const string Font = "atkinson-hyperlegible-next-latin-wght-normal.woff2";

    private static readonly Assembly Home = typeof(AssetManifest).Assembly;
    private readonly FrozenDictionary<string, string> _names = ReadJson("manifest.json");
    private readonly FrozenDictionary<string, string> _icons = ReadJson("icons.json");
    private readonly FrozenDictionary<string, AssetFile> _files;

    public AssetManifest() => _files = _names.Values.ToFrozenDictionary(name => name, ReadFile);

    /// <param name="source">Name in Assets, such as "site.css".</param>
    /// <returns>Path on this host, with the hash.</returns>
    /// <exception cref="KeyNotFoundException">The build makes no such file.</exception>
    public string Address(string source) => Root + _names[source];

    /// <summary>The content of the svg element of an icon.</summary>
    /// <exception cref="KeyNotFoundException">The build script does not list the icon.</exception>
    public string Icon(string name) => _icons[name];

    /// <param name="name">With the hash.</param>
    public AssetFile? Find(string name) => _files.GetValueOrDefault(name);

    private static AssetFile ReadFile(string name) =>
        new(ContentType(name), ReadBytes(name)!, ReadBytes(name + ".br"), ReadBytes(name + ".gz"));

    private static byte[]? ReadBytes(string name)
    {
        using var stream = Home.GetManifestResourceStream("built/" + name);
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static FrozenDictionary<string, string> ReadJson(string name) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(ReadBytes(name))!.ToFrozenDictionary();

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
