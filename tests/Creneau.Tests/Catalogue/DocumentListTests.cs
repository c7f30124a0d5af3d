using System.Globalization;
using Creneau.Catalogue;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Catalogue;

public sealed class DocumentListTests
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static TheoryData<ServiceKind, bool> EveryCase =>
        new(KnownKinds.All.All.SelectMany(kind => new[] { (kind, false), (kind, true) }));

    [Theory]
    [MemberData(nameof(EveryCase))]
    public void Every_list_is_complete_in_both_languages(ServiceKind kind, bool minor)
    {
        var french = DocumentList.For(kind, minor, French);
        var english = DocumentList.For(kind, minor, English);

        french.Items.Count.ShouldBe(english.Items.Count);
        french.Items.ShouldAllBe(item => item.Title.Length > 0 && item.Explanation.Length > 0);
        french.Items.Select(item => item.Title).ShouldNotContain(title => english.Items.Any(item => item.Title == title));
    }

    [Theory]
    [MemberData(nameof(EveryCase))]
    public void A_minor_comes_with_a_guardian(ServiceKind kind, bool minor)
    {
        var list = DocumentList.For(kind, minor, French);

        list.Items.Any(item => item.Title.Contains("tuteur", StringComparison.Ordinal)).ShouldBe(minor);
    }

    [Fact]
    public void The_stamp_follows_the_age_and_the_settings()
    {
        Titles(ServiceKind.Passport, minor: false).ShouldContain(title => title.Contains("86\u00A0€", StringComparison.Ordinal));
        Titles(ServiceKind.Passport, minor: true).ShouldContain(
            title => title.Contains("17\u00A0€", StringComparison.Ordinal) && title.Contains("42\u00A0€", StringComparison.Ordinal));
        DocumentList.For(ServiceKind.Passport, false, French, new StampPrices { PassportAdult = 90 }).Items[^1].Title.ShouldContain("90");
    }

    [Fact]
    public void An_identity_card_needs_no_stamp_and_a_collection_no_pre_request()
    {
        Titles(ServiceKind.IdCard, minor: false).ShouldNotContain(title => title.Contains("timbre", StringComparison.Ordinal));
        Titles(ServiceKind.Collection, minor: true).ShouldNotContain(title => title.Contains("pré-demande", StringComparison.Ordinal));
    }

    [Fact]
    public void Codes_lead_back_to_their_kind_and_nothing_else_does()
    {
        KnownKinds.All.All.ShouldAllBe(kind => KnownKinds.All.Find(kind.Code) == kind);
        KnownKinds.All.Find("CNI").ShouldBeNull();
        KnownKinds.All.Find(null).ShouldBeNull();
    }

    private static IEnumerable<string> Titles(ServiceKind kind, bool minor) =>
        DocumentList.For(kind, minor, French).Items.Select(item => item.Title);
}
