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
    private const int LongestLine = 140;
    private const int MostParameters = 6;
    private const int MostFilesInFolder = 20;

    /// <summary>
    /// May hold more files than a folder may elsewhere: the engine stands apart, one namespace without folders below it.
    /// </summary>
    private const string Engine = "src/Creneau.Scheduling";

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
    public void No_folder_but_the_engine_holds_more_than_twenty_files() =>
        SourceFile.All.Where(InSrc).CountBy(file => file.Folder)
            .Where(folder => folder.Value > MostFilesInFolder && folder.Key != Engine)
            .Select(folder => $"{folder.Key}: {folder.Value} files").ShouldBeEmpty();

    [Fact]
    public void No_line_is_longer_than_140_characters() =>
        SourceFile.All.SelectMany(file => file.LinesLongerThan(LongestLine).Select(line => $"{file}:{line}")).ShouldBeEmpty();

    [Fact]
    public void No_method_takes_more_than_six_parameters() =>
        SourceFile.All
            .SelectMany(file => file.Parameters.Where(method => method.Count > MostParameters).Select(method => $"{file}: {method.Name}"))
            .ShouldBeEmpty();

    [Fact]
    public void A_use_case_stands_in_the_file_of_its_name_and_says_what_it_wrote_when_it_refuses() =>
        SourceFile.All.Where(InSrc).SelectMany(FaultsOfUseCases).ShouldBeEmpty();

    [Theory]
    [InlineData("CloseDesk.cs", "/// <returns>A refusal has written nothing.</returns>", 0)]
    [InlineData("CloseDesk.cs", "/// <returns>Whether it is closed now.</returns>", 1)]
    [InlineData("Desks.cs", "/// <returns>A refusal has written nothing.</returns>", 1)]
    public void A_use_case_is_known_by_its_public_method(string file, string docstring, int faults)
    {
        var text = $"public sealed class CloseDesk {{ {docstring}\n public Task RunAsync(Actor actor) => Task.CompletedTask; }}";

        FaultsOfUseCases(SourceFile.Parse("src/Creneau/Hours/" + file, text)).Count().ShouldBe(faults);
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

    private static IEnumerable<string> FaultsOfUseCases(SourceFile file)
    {
        foreach (var (name, docstring) in file.UseCases)
        {
            if (name != file.Name) yield return $"{name} stands in {file}";
            if (!SaysWhatWasWritten().IsMatch(docstring)) yield return $"{name}.RunAsync does not say what was written when it refuses";
        }
    }

    private static bool InSrc(SourceFile file) => file.Path.StartsWith("src/", StringComparison.Ordinal);

    private static int Share(List<int> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[(int)Math.Ceiling(share * sorted.Count) - 1];

    // A tag helper is ASP.NET's own word for a thing of its own.
    [GeneratedRegex("((?<!Tag)Helpers?|Managers?|Utils?|Utility|Utilities|Impl)$|^Base[A-Z]")]
    private static partial Regex SaysNothing();

    [GeneratedRegex(@"///.*\b(write|writes|written|wrote)\b")]
    private static partial Regex SaysWhatWasWritten();

    [GeneratedRegex(@"\[(Fact|Theory|InlineData)\b[^\]]*\bSkip\w*\s*=|Assert\.Skip")]
    private static partial Regex Skipped();
}
