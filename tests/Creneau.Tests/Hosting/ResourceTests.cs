using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hosting;

/// <summary>English complete, not half; and no page asks for a text that nobody wrote.</summary>
public sealed partial class ResourceTests
{
    private static readonly string Source = FindSource();

    public static TheoryData<string> FrenchFiles => new(Directory.EnumerateFiles(Source, "*.resx", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(Source, file)));

    [Theory]
    [MemberData(nameof(FrenchFiles))]
    public void Each_text_exists_in_both_languages_with_the_same_places_to_fill(string file)
    {
        var french = Read(Path.Combine(Source, file));
        var english = Read(Path.Combine(Source, Path.ChangeExtension(file, ".en.resx")));

        english.Keys.Order().ShouldBe(french.Keys.Order());
        foreach (var (key, text) in french) Places(english[key]).ShouldBe(Places(text), key);
    }

    [Fact]
    public void Each_text_that_a_page_asks_for_exists()
    {
        var texts = FrenchFiles.ToDictionary(
            file => Path.GetFileNameWithoutExtension(file.Data), file => Read(Path.Combine(Source, file.Data)));

        var asked = Directory.EnumerateFiles(Source, "*.cshtml", SearchOption.AllDirectories)
            .SelectMany(page =>
                Asked()
                    .Matches(File.ReadAllText(page))
                    .Select(ask => (Page: page, Localizer: ask.Groups[1].Value, Key: ask.Groups[2].Value)))
            .ToList();

        asked.Count.ShouldBeGreaterThan(200);
        asked.Where(ask => !texts[TextsOf(ask.Page, ask.Localizer)].ContainsKey(ask.Key)).ShouldBeEmpty();
    }

    /// <summary>The name of the texts that a page gets under a name: injected by itself, or by the nearest imports above it.</summary>
    private static string TextsOf(string page, string localizer)
    {
        var folder = Path.GetDirectoryName(page)!;
        var injected = Regex.Match(File.ReadAllText(page), $@"@inject IStringLocalizer<(\w+)> {localizer}\b");
        for (; !injected.Success; folder = Path.GetDirectoryName(folder)!)
        {
            var imports = Path.Combine(folder, "_ViewImports.cshtml");
            injected = Regex.Match(
                File.Exists(imports) ? File.ReadAllText(imports) : "", $@"@inject IStringLocalizer<(\w+)> {localizer}\b");
        }

        return injected.Groups[1].Value;
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(
            data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(place => place.Value).Distinct().Order();

    private static string FindSource()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Creneau.slnx"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "src");
    }

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();

    [GeneratedRegex("""\b(T|Shared)\["(\w+)"[\],]""")]
    private static partial Regex Asked();
}
