using Creneau.Catalogue;
using Creneau.Tests.Catalogue;
using Creneau.Web.Search;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Search;

/// <summary>What a slot button posts.</summary>
public sealed class SlotValueTests
{
    [Fact]
    public void A_start_is_read_as_it_is_written()
    {
        var start = new SlotValue(12, new DateOnly(2026, 11, 27), 600);

        SlotValue.Parse(start.ToString()).ShouldBe(start);
        start.ToString().ShouldBe("12_2026-11-27_600");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1_2026-13-27_600")]
    [InlineData("1_2026-11-27")]
    [InlineData("1_2026-11-27_600_1")]
    [InlineData("-1_2026-11-27_600")]
    [InlineData("1_27/11/2026_600")]
    [InlineData("1_2026-11-27_10h00")]
    [InlineData("'; DROP TABLE desk; --")]
    [InlineData("1_2026-11-27_0000000000000000000000000000600")]
    public void Anything_else_is_no_start(string? posted) => SlotValue.Parse(posted).ShouldBeNull();

    [Theory]
    [InlineData("", 0)]
    [InlineData("cni", 1)]
    [InlineData("cni, passport", 2)]
    [InlineData("cni,cni,cni,cni,cni,cni,cni", 7)]
    public void Services_are_one_for_each_person(string codes, int people) =>
        PartyCode.Parse(codes, KnownKinds.All)!.Count.ShouldBe(people);

    [Fact]
    public void Of_fifty_thousand_people_one_more_than_can_come_are_read() =>
        PartyCode.Parse(
            string.Join(',', Enumerable.Repeat("cni", 50_000)), KnownKinds.All)!.ShouldBe(Enumerable.Repeat(ServiceKind.IdCard, 7));

    [Theory]
    [InlineData("permis")]
    [InlineData("cni,permis")]
    public void An_unknown_service_makes_the_party_unreadable(string codes) => PartyCode.Parse(codes, KnownKinds.All).ShouldBeNull();
}
