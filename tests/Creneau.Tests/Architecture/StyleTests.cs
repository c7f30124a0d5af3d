using System.Text.RegularExpressions;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Architecture;

/// <summary>The habits of the house that no analyzer checks.</summary>
public sealed partial class StyleTests
{
    private const int LongestFile = 400;
    private const int LongestMethod = 60;
    private static readonly string[] Written = [".cs", ".cshtml", ".ts", ".scss", ".sh", ".py"];

    [Fact]
    public void The_folder_is_the_namespace() =>
        SourceFile.All.Where(file => file.Namespace is not null && file.Namespace != file.NamespaceOfFolder)
            .Select(file => $"{file} is in {file.Namespace}").ShouldBeEmpty();

    [Fact]
    public void No_name_says_nothing() =>
        SourceFile.All.SelectMany(file => file.TypeNames.Where(name => SaysNothing().IsMatch(name)).Select(name => $"{file}: {name}"))
            .ShouldBeEmpty();

    [Fact]
    public void No_region_folds_code_away() => SourceFile.All.Where(file => file.HasRegion).ShouldBeEmpty();

    [Fact]
    public void No_file_is_long_without_saying_why()
    {
        SourceFile.All.Where(file => file.Lines > LongestFile && !file.SaysWhyItIsLong)
            .Select(file => $"{file}: {file.Lines} lines").ShouldBeEmpty("Split it, or begin it with « // Long because … ».");
        Checkout.Files().Where(file => Written.Contains(Path.GetExtension(file)) && !file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => File.ReadLines(Checkout.PathOf(file)).Count() > LongestFile).ShouldBeEmpty();
    }

    [Fact]
    public void No_method_is_long_without_saying_why() =>
        SourceFile.All.SelectMany(file => file.Methods.Where(method => method.Lines > LongestMethod && !method.SaysWhy)
            .Select(method => $"{file}: {method.Name} has {method.Lines} lines"))
            .ShouldBeEmpty("Split it, or put « // Long because … » above it.");

    [Fact]
    public void Most_methods_of_the_site_are_small()
    {
        var lengths = SourceFile.All.Where(InSrc).SelectMany(file => file.Methods).Select(method => method.Lines).Order().ToList();

        Share(lengths, 0.5).ShouldBeLessThanOrEqualTo(8, "median");
        Share(lengths, 0.9).ShouldBeLessThanOrEqualTo(30, "90 %");
    }

    [Fact]
    public void Most_files_of_the_site_are_small()
    {
        var lengths = SourceFile.All.Where(InSrc).Select(file => file.Lines).Order().ToList();

        Share(lengths, 0.5).ShouldBeLessThanOrEqualTo(60, "median");
        Share(lengths, 0.9).ShouldBeLessThanOrEqualTo(200, "90 %");
    }

    [Fact]
    public void An_interface_arrives_with_its_second_implementation() =>
        Assemblies.Types.Where(type => type.IsInterface)
            .Where(contract => Assemblies.Types.Count(type => type.IsClass && type.IsAssignableTo(contract)) < 2)
            .ShouldBeEmpty();

    [Fact]
    public void No_test_is_skipped() =>
        Checkout.Files("tests").Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => Skipped().IsMatch(Checkout.Read(file))).ShouldBeEmpty();

    private static bool InSrc(SourceFile file) => file.Path.StartsWith("src/", StringComparison.Ordinal);

    private static int Share(List<int> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[(int)Math.Ceiling(share * sorted.Count) - 1];

    // A tag helper is ASP.NET's own word for a thing of its own.
    [GeneratedRegex("((?<!Tag)Helpers?|Managers?|Utils?|Utility|Utilities|Impl)$|^Base[A-Z]")]
    private static partial Regex SaysNothing();

    [GeneratedRegex(@"\[(Fact|Theory|InlineData)\b[^\]]*\bSkip\w*\s*=|Assert\.Skip")]
    private static partial Regex Skipped();
}
