using Creneau.Places;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Places;

public sealed class ResolveCommuneTests
{
    [Fact]
    public void A_name_that_is_whole_only_far_away_lets_the_near_ones_that_begin_so_go_first()
    {
        var found = France.Directory.Resolve("Saint-Gervais", new(45.94, 6.63)).Candidates;

        found[0].InseeCode.ShouldBe("74236");
        found.Count(commune => commune.Name == "Saint-Gervais").ShouldBe(5);
    }

    [Theory]
    [InlineData("Sallanches", "74256")]
    [InlineData("Sallanches (74700)", "74256")]
    [InlineData("  sallanches  ", "74256")]
    [InlineData("74700 SALLANCHES CEDEX", "74256")]
    [InlineData("Sallanches CEDEX 01", "74256")]
    [InlineData("Sallanches (Haute-Savoie)", "74256")]
    [InlineData("Sallanches 74", "74256")]
    [InlineData("74256", "74256")]
    [InlineData("sallanch", "74256")]
    [InlineData("Sallanches (99999)", "74256")]
    [InlineData("st pierre en faucigny", "74250")]
    [InlineData("SAINT PIERRE EN FAUCIGNY", "74250")]
    [InlineData("Saint-Pierre-en-Faucigny", "74250")]
    [InlineData("la roche sur foron", "74224")]
    [InlineData("la roche s/ foron", "74224")]
    [InlineData("le grand bornand", "74136")]
    [InlineData("grand-bornand", "74136")]
    [InlineData("saint gervais les bains", "74236")]
    [InlineData("la sallanches", "74256")]
    [InlineData("Boege", "74037")]
    [InlineData("l’haÿ les roses", "94038")]
    [InlineData("L'HAY-LES-ROSES", "94038")]
    [InlineData("Schoelcher", "97229")]
    [InlineData("Schœlcher", "97229")]
    [InlineData("ste foy les lyon", "69202")]
    [InlineData("stes maries de la mer", "13096")]
    [InlineData("Paris", "75056")]
    [InlineData("75012", "75056")]
    [InlineData("75 012", "75056")]
    [InlineData("paris 12", "75056")]
    [InlineData("Paris 12e arrondissement", "75056")]
    [InlineData("69003", "69123")]
    [InlineData("Lyon 3e", "69123")]
    [InlineData("13013", "13055")]
    [InlineData("Marseille 1er", "13055")]
    [InlineData("75112", "75056")]
    [InlineData("Seynod", "74010")]
    [InlineData("y", "80829")]
    [InlineData("Bussy oise", "60117")]
    [InlineData("saint denis réunion", "97411")]
    [InlineData("2A004", "2A004")]
    [InlineData("2a004", "2A004")]
    public void A_clear_text_means_one_commune(string typed, string inseeCode)
    {
        var resolution = France.Directory.Resolve(typed);

        resolution.Candidates.Select(c => c.InseeCode).ShouldBe([inseeCode]);
        resolution.Commune!.InseeCode.ShouldBe(inseeCode);
    }

    [Fact]
    public void A_postcode_of_several_communes_gives_all_of_them_the_largest_first()
    {
        var resolution = France.Directory.Resolve("74700");

        resolution.IsAmbiguous.ShouldBeTrue();
        resolution.Candidates[0].Name.ShouldBe("Sallanches");
        resolution.Candidates.Select(c => c.Name).ShouldBeSubsetOf(["Sallanches", "Cordon", "Domancy", "Demi-Quartier"]);
    }

    [Theory]
    [InlineData("Saint-Pierre", "974", "972", "67", "31")]
    [InlineData("bussy", "60", "18")]
    public void A_name_of_several_communes_gives_each_with_its_departement(string typed, params string[] departements)
    {
        var candidates = France.Directory.Resolve(typed).Candidates;

        candidates.Count.ShouldBeGreaterThan(1);
        candidates.Select(c => c.Name).Distinct().ShouldHaveSingleItem();
        departements.ShouldBeSubsetOf(candidates.Select(c => c.Departement));
        candidates.Select(c => c.Population).ShouldBeInOrder(SortDirection.Descending);
        candidates.ShouldAllBe(c => Territory.Of(c).Name.Length > 0);
    }

    [Fact]
    public void A_name_of_several_communes_begins_with_the_near_one_when_the_place_is_known()
    {
        var chamonix = France.The("74056").Position;

        France.Directory.Resolve("Passy", chamonix).Candidates[0].InseeCode.ShouldBe("74208");
    }

    [Fact]
    public void Every_label_leads_back_to_its_commune()
    {
        var lost = France.Directory.All.Where(c => France.Directory.Resolve(c.Label).Commune != c);

        lost.Select(c => c.Label).ShouldBeEmpty();
    }

    [Fact]
    public void Every_INSEE_code_finds_its_commune_and_old_codes_find_todays()
    {
        France.Directory.All.ShouldAllBe(c => France.Directory.Find(c.InseeCode) == c);
        France.The("74268").Name.ShouldBe("Annecy", "Seynod was merged into Annecy");
        France.Directory.Find("74700").ShouldBeNull("a postcode is no INSEE code");
    }

    public static TheoryData<string> Absurd =>
    [
        "", " ", "\t\r\n", "\0", "\0\0\u0001\u001b[31m", "---", "'", "’’’", "()", "%", "_", "*", "\\", "/", "s/", "st", "' OR 1=1 --",
        "<script>alert(1)</script>", "🏔️", "👨‍👩‍👧‍👦 Sallanches", "سالانش", "ירושלים", "\u202Esehcnallas", "東京", "Ω",
        "\u202Eשלום", "🏔️🏔️🏔️", "Zzyzx-les-Bains", "\uD800", "\uDC00\uD800",
        "\uFFFE\uFFFF", "e\u0301\u0301\u0301\u0301", "\u0301", "ﷺﷺﷺ", "İstanbul", "00000", "99999", "1", "123456789", "-74700", "7e4",
        "٧٤٧٠٠", "2c004", "null", "NaN", new string('a', 10_000), new string('é', 10_000), new string(' ', 10_000),
        new string('ﷺ', 10_000), new string('\u0301', 10_000), new string('9', 10_000),
        string.Concat(Enumerable.Repeat("saint ", 2_000)), string.Concat(Enumerable.Repeat("🏔", 5_000)), new string('a', 99) + "🏔",
    ];

    [Theory]
    [MemberData(nameof(Absurd), DisableDiscoveryEnumeration = true)]
    public void Absurd_input_is_answered_calmly(string typed)
    {
        France.Directory.Resolve(typed).Candidates.Count.ShouldBeLessThanOrEqualTo(50);
        France.Directory.Suggest(typed, null, 8).Count.ShouldBeLessThanOrEqualTo(8);
        France.Directory.Find(typed).ShouldBeNull();
    }

    [Fact]
    public void Signs_around_a_name_do_not_matter()
    {
        France.Directory.Resolve("👨‍👩‍👧‍👦 \u202ESallanches\0").Commune!.InseeCode.ShouldBe("74256");
        France.Directory.Resolve("٧٤٧٠٠").Candidates[0].InseeCode.ShouldBe("74256");
        France.Directory.Resolve("xyzzy").Candidates.ShouldBeEmpty();
    }
}
