using System.Text.RegularExpressions;
using System.Xml.Linq;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Architecture;

/// <summary>French is in X.resx, English in X.en.resx: the same keys, the same places to fill in.</summary>
public sealed partial class ResourceTests
{
    [Fact]
    public void Each_French_text_has_its_English_one_with_the_same_places() =>
        FrenchFiles().SelectMany(Differences).ShouldBeEmpty();

    [Fact]
    public void No_English_file_stands_alone() =>
        ResourceFiles()
            .Where(IsEnglish)
            .Where(file => !File.Exists(Checkout.PathOf(file.Replace(".en.resx", ".resx", StringComparison.Ordinal))))
            .ShouldBeEmpty();

    [Fact]
    public void The_places_are_found_in_any_order_and_with_formats() =>
        PlacesIn("{1} puis {0:d MMMM} et {nom}, sans {{accolades}}").ShouldBe(PlacesIn("{nom}, {0} then {1,5}"));

    private static IEnumerable<string> Differences(string french)
    {
        var english = french.Replace(".resx", ".en.resx", StringComparison.Ordinal);
        if (!File.Exists(Checkout.PathOf(english))) return [$"{english} is missing"];
        var (here, there) = (Texts(french), Texts(english));
        return here.Keys.Union(there.Keys).Where(key => Places(here, key) != Places(there, key))
            .Select(key => $"{french}: {key} ({Places(here, key)} / {Places(there, key)})");
    }

    private static string Places(Dictionary<string, string> texts, string key) =>
        texts.TryGetValue(key, out var text) ? string.Join(' ', PlacesIn(text)) : "missing";

    private static IReadOnlyList<string> PlacesIn(string text) =>
        [.. Place().Matches(text.Replace("{{", "", StringComparison.Ordinal)).Select(place => place.Groups[1].Value).Distinct().Order()];

    private static Dictionary<string, string> Texts(string file) =>
        XDocument.Parse(Checkout.Read(file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "");

    private static IEnumerable<string> FrenchFiles() => ResourceFiles().Where(file => !IsEnglish(file));

    private static IEnumerable<string> ResourceFiles() =>
        Checkout.Files("src").Where(file => file.EndsWith(".resx", StringComparison.Ordinal));

    private static bool IsEnglish(string file) => file.EndsWith(".en.resx", StringComparison.Ordinal);

    [GeneratedRegex(@"\{(\w+)(,-?\d+)?(:[^}]*)?\}")]
    private static partial Regex Place();
}
