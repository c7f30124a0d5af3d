using System.Text.RegularExpressions;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Architecture;

/// <summary>The checkout is the same on every machine: nothing in it names one.</summary>
public sealed partial class CheckoutTests
{
    private static readonly string[] NotText = [".png", ".jpg", ".ico", ".woff2", ".gz", ".zip", ".pdf", ".xlsx"];

    [Fact]
    public void No_file_names_a_folder_of_a_machine() => FilesThat(name => MachinePath().IsMatch(name)).ShouldBeEmpty();

    [Fact]
    public void No_file_names_the_host_of_a_package_registry() => FilesThat(name => Registry().IsMatch(name)).ShouldBeEmpty();

    [Fact]
    public void Each_project_pins_its_packages() =>
        Checkout.Files().Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(file => !File.Exists(Checkout.PathOf(Path.GetDirectoryName(file)!, "packages.lock.json"))).ShouldBeEmpty();

    [Fact]
    public void Each_front_end_pins_its_packages() =>
        Checkout.Files().Where(file => Path.GetFileName(file) == "package.json")
            .Where(file => !File.Exists(Checkout.PathOf(Path.GetDirectoryName(file)!, "package-lock.json"))).ShouldBeEmpty();

    private static IEnumerable<string> FilesThat(Func<string, bool> named) =>
        Checkout.Files().Where(file => !NotText.Contains(Path.GetExtension(file)))
            .SelectMany(file => File.ReadLines(Checkout.PathOf(file)).Where(named).Select(line => $"{file}: {line.Trim()}"));

    [GeneratedRegex(@"(?<![\w./~-])/(home/\w|root/|work/|Users/|workspace/|mnt/)|[A-Z]:\\Users")]
    private static partial Regex MachinePath();

    // Where packages come from is a setting of the machine, in no file here.
    [GeneratedRegex(
        @"""resolved"":\s*""http|registry\s*=|"
        + @"https?://[^\s""'<>]*(registry\.|pkgs\.|artifactory|verdaccio|/npm/|/nuget/|/v3/index\.json)")]
    private static partial Regex Registry();
}
