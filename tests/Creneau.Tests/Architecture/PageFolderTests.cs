using System.Text.RegularExpressions;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Architecture;

/// <summary>Pages know shared pieces; shared pieces, and pages of another folder, know no page.</summary>
public sealed class PageFolderTests
{
    private const string Web = "src/Creneau.Web/";
    private const string Pages = Web + "Pages/";
    private const string Shared = "Shared";

    /// <summary>It registers the services of every folder.</summary>
    private const string CompositionRoot = Web + "WebHost.cs";

    private static readonly Lazy<IReadOnlyList<string>> Folders = new(() =>
        [.. Checkout.Files(Pages.TrimEnd('/')).Select(FolderOf).OfType<string>().Where(folder => folder != Shared).Distinct()]);

    [Fact]
    public void Only_the_pages_of_a_folder_use_what_is_in_it() =>
        Checkout.Files(Web.TrimEnd('/')).Where(
            file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(file => file != CompositionRoot)
            .SelectMany(file => UsesIn(file, Checkout.Read(file))).ShouldBeEmpty();

    [Theory]
    [InlineData("TagHelpers/FieldTagHelper.cs", "using Creneau.Web.Pages.Booking;")]
    [InlineData("Pages/Shared/Forms/PartyFormReader.cs", "Pages.Booking.BookingWords words")]
    [InlineData("Pages/Appointments/Move.cshtml.cs", "Booking.HoldModel page")]
    [InlineData("Pages/Appointments/Move.cshtml", "<partial name=\"~/Pages/Booking/_HoldKept.cshtml\" />")]
    public void A_use_is_found_however_it_is_written(string file, string line) => UsesIn(Web + file, line).ShouldHaveSingleItem();

    [Theory]
    [InlineData("Pages/Booking/Hold.cshtml.cs", "namespace Creneau.Web.Pages.Booking;")]
    [InlineData("Pages/Booking/Hold.cshtml.cs", "using Creneau.Booking;")]
    [InlineData("Pages/Booking/Hold.cshtml.cs", "using Creneau.Web.Pages.Shared.Search;")]
    [InlineData("Pages/Booking/Code.cshtml.cs", "RedirectToPage(\"/Appointments/Move\")")]
    public void What_is_shared_or_its_own_or_only_an_address_is_no_such_use(string file, string line) =>
        UsesIn(Web + file, line).ShouldBeEmpty();

    private static IEnumerable<string> UsesIn(string file, string text)
    {
        var other = string.Join('|', Folders.Value.Where(folder => folder != FolderOf(file)));
        return Regex.Matches(text, $@"\bPages[./]({other})\b|(?<![\w./""])({other})\.[A-Z]\w*(?:Model|Words|Texts|Pages|Input)\b")
            .Select(use => $"{file}: {use.Value}");
    }

    /// <returns>Folder below Pages; null for what lies elsewhere or in Pages itself.</returns>
    private static string? FolderOf(string file) =>
        file.StartsWith(Pages, StringComparison.Ordinal) && file[Pages.Length..].Split('/') is [var folder, _, ..] ? folder : null;
}
