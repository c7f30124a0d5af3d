using Creneau.Text;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Text;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("L'Haÿ-les-Roses", "l hay les roses")]
    [InlineData("L’HAŸ – LES ROSES!", "l hay les roses")]
    [InlineData("Schœlcher", "schoelcher")]
    [InlineData("ŒUF Æther Straße", "oeuf aether strasse")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("Łukasz Øresund Đorđe", "lukasz oresund dorde")]
    [InlineData("ﬁnale", "finale")]
    [InlineData("Ｐａｒｉｓ", "paris")]
    [InlineData("sou\u00ADligne", "souligne")]
    [InlineData("no\u00A0break", "no break")]
    [InlineData("ИВАНОВ", "иванов")]
    [InlineData("محمد", "محمد")]
    [InlineData("٧٤", "74")]
    [InlineData("a🏔b", "a b")]
    [InlineData("\uD800x\uDC00", "x")]
    [InlineData("\uFFFEa\uFFFF", "a")]
    public void Spellings_become_alike(string text, string folded)
    {
        Folding.Fold(text).ShouldBe(folded);
    }

    [Theory]
    [InlineData("O'Brien-D'Arc", "OBRIEN D’ARC")]
    [InlineData("Le Gall", "LEGALL")]
    [InlineData("Hélène", "He\u0301le\u0300ne")]
    [InlineData("José-María", "jose maria")]
    public void Peoples_names_compare_without_spaces_and_signs(string one, string other)
    {
        Folding.Compact(one).ShouldBe(Folding.Compact(other));
    }

    [Fact]
    public void Every_single_sign_folds_and_folding_twice_changes_nothing()
    {
        var restless = Enumerable.Range(0, 0x10000).Select(c => Folding.Fold(((char)c).ToString()))
            .Where(folded => Folding.Fold(folded) != folded);

        restless.ShouldBeEmpty();
    }
}
