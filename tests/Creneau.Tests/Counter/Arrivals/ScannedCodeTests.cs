using Creneau.Counter.Arrivals;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Counter.Arrivals;

/// <summary>What scanners type and people read out.</summary>
public sealed class ScannedCodeTests
{
    [Theory]
    [InlineData("4821903772", "4821903772", null)]
    [InlineData(" 482 190 377 2 ", "4821903772", null)]
    [InlineData("48219037724821903772", "4821903772", null)]
    [InlineData("7144821903772", "4821903772", null)]
    [InlineData("48219037721234567890", "4821903772", null)]
    [InlineData("'_é&çà\"èèé", "4821903772", null)]
    [InlineData("https://rdv.exemple.fr/s/abc23defgh", null, "abc23defgh")]
    [InlineData("HTTPS://RDV.EXEMPLE.FR/S/ABC23DEFGH", null, "ABC23DEFGH")]
    [InlineData("https://rdv.exemple.fr/s/abc23defghhttps://rdv.exemple.fr/s/abc23defgh", null, "abc23defgh")]
    public void A_reference_or_a_slips_address_is_read_also_when_it_comes_twice(string text, string? reference, string? link)
    {
        var read = ScannedCode.Read(text);

        (read?.Reference, read?.ShortLink).ShouldBe((reference, link));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("4821903773")]
    [InlineData("482190377")]
    [InlineData("https://rdv.exemple.fr/s/abc")]
    [InlineData("WIFI:S:mairie;T:WPA;P:secret;;")]
    public void Anything_else_is_no_code(string? text) => ScannedCode.Read(text).ShouldBeNull();
}
