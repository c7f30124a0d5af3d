using Creneau.Notifications.Sms;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class Gsm7Tests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Réf. à 14 h", 11)]
    [InlineData("@£$¥èéùìòÇ\nØø\rÅå", 16)]
    [InlineData("86 €", 5)]
    [InlineData("[a]{b}~|^\\", 18)]
    public void Septets_are_counted_two_for_the_extended_signs(string text, int septets) => Gsm7.Count(text).ShouldBe(septets);

    [Theory]
    [InlineData("forêt")]
    [InlineData("l’avis")]
    [InlineData("14\u00a0h")]
    [InlineData("ça")]
    [InlineData("😀")]
    public void A_sign_outside_the_alphabet_cannot_be_counted(string text) => Gsm7.Count(text).ShouldBeNull();

    [Theory]
    [InlineData("Forêt, août, château, Noël, aïeul, île", "Foret, aout, chateau, Noel, aieul, ile")]
    [InlineData("é è à ù ì ò ä ö ü ñ É Ç Ä Ö Ü Ñ ß æ Æ ø Å", "é è à ù ì ò ä ö ü ñ É Ç Ä Ö Ü Ñ ß æ Æ ø Å")]
    [InlineData("reçu, È À Ê Î Ô Û", "recu, E A E I O U")]
    [InlineData("« l’œil » – “deux” … 2\u202f€", "\" l'oeil \" - \"deux\" ... 2 €")]
    [InlineData("14\u00a0h\u00a020", "14 h 20")]
    [InlineData("Łódź, Đặng, Şahin, ı, ﬁn", "Lódz, Dang, Sahin, i, fin")]
    [InlineData("e\u0301te\u0302", "éte")]
    [InlineData("a\u200bb\u202ec😀d 北", "abc?d ?")]
    [InlineData("n°\u00a02", "no 2")]
    public void What_the_alphabet_lacks_is_written_otherwise(string text, string written)
    {
        var plain = Gsm7.Transliterate(text);

        plain.ShouldBe(written.Replace("ó", "o", StringComparison.Ordinal));
        Gsm7.Count(plain).ShouldNotBeNull();
    }

    [Fact]
    public void Every_latin_letter_has_a_spelling()
    {
        var letters = Enumerable.Range(0xC0, 0x180 - 0xC0).Select(code => (char)code).Where(char.IsLetter);

        letters.Where(letter => Gsm7.Transliterate(letter.ToString()).Contains('?', StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
