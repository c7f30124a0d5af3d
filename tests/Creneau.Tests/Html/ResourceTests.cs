using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Html;

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

    [Theory]
    [MemberData(nameof(FrenchFiles))]
    public void Each_text_that_a_page_of_the_folder_asks_for_exists(string file)
    {
        var known = Read(Path.Combine(Source, file));
        var name = file.EndsWith("SharedTexts.resx", StringComparison.Ordinal) ? "Shared" : "T";
        var folder = name == "Shared" ? Source : Path.GetDirectoryName(Path.Combine(Source, file))!;
        var pages = Directory.EnumerateFiles(folder, "*.cshtml", name == "Shared" ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly);

        var asked = pages.SelectMany(page => Asked().Matches(File.ReadAllText(page))).Where(ask => ask.Groups[1].Value == name).Select(ask => ask.Groups[2].Value);

        asked.Except(known.Keys).ShouldBeEmpty();
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

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
