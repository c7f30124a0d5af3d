using Creneau.Appointments;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Booking;

public sealed class ContactReaderTests
{
    [Theory]
    [InlineData("\u202Ea@exemple.fr")]
    [InlineData("a\u200B@exemple.fr")]
    [InlineData("a@exemple.fr\u2028x")]
    [InlineData("a@-exemple.fr")]
    [InlineData("a@exemple-.fr")]
    [InlineData("a@exemple.fr\r\nBcc: b@exemple.fr")]
    [InlineData("a@exemple.fr,b@exemple.fr")]
    [InlineData("<a@exemple.fr>")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@localhost")]
    [InlineData("\"a\"@exemple.fr")]
    [InlineData("\"a\\b\"@exemple.fr")]
    [InlineData("a\\b@exemple.fr")]
    [InlineData("a..b@exemple.fr")]
    [InlineData(".a@exemple.fr")]
    [InlineData("a.@exemple.fr")]
    [InlineData("a(b)@exemple.fr")]
    [InlineData("a@exemple.fr.")]
    [InlineData("a\uFE0F@exemple.fr")]
    [InlineData("a\u034F@exemple.fr")]
    [InlineData("a\u115F@exemple.fr")]
    [InlineData("a@exem_ple.fr")]
    [InlineData("\U0001F600@exemple.fr")]
    public void What_mail_cannot_reach_is_refused(string typed) =>
        ContactReader.Email(typed).Fault.ShouldBe(ContactFault.NotAnEmail);

    [Fact]
    public void Half_a_sign_is_refused() => ContactReader.Email("a\uD83D@exemple.fr").Fault.ShouldBe(ContactFault.NotAnEmail);

    [Theory]
    [InlineData("Claire.Dunand+mairie@Exemple.FR", "Claire.Dunand+mairie@exemple.fr")]
    [InlineData("été@exämple.fr", "été@exämple.fr")]
    [InlineData("o'brien@exemple.fr", "o'brien@exemple.fr")]
    [InlineData("claire@ｅxemple.fr", "claire@exemple.fr")]
    [InlineData("ｃlaire＠exemple.fr", "claire@exemple.fr")]
    [InlineData("ete\u0301@xn--exmple-cua.fr", "eté@exämple.fr")]
    public void One_mailbox_has_one_spelling(string typed, string kept) =>
        ContactReader.Email(typed).Email.ShouldBe(kept);

    [Theory]
    [InlineData("06 12 34 56 78", "+33612345678", "06 12 34 56 78")]
    [InlineData("Tél. : 06 12 34 56 78", "+33612345678", "06 12 34 56 78")]
    [InlineData("0692 12 34 56", "+262692123456", "+262 692 12 34 56")]
    [InlineData("0696123456", "+596696123456", "+596 696 12 34 56")]
    [InlineData("+41 79 123 45 67", "+41791234567", "+41 79 123 45 67")]
    public void A_mobile_number_is_read_as_it_is_dialled_anywhere_in_France_and_shown_as_people_write_it(
        string typed, string phone, string shown)
    {
        ContactReader.Phone(typed).ShouldBe((phone, null));
        ContactReader.Shown(phone).ShouldBe(shown);
    }

    [Theory]
    [InlineData("04 50 12 34 56", ContactFault.NotAMobile)]
    [InlineData("0262 12 34 56", ContactFault.NotAMobile)]
    [InlineData("06 12", ContactFault.NotAPhone)]
    [InlineData("06.12.34.56.79x", ContactFault.NotAPhone)]
    public void A_landline_and_an_incomplete_number_are_told_apart(string typed, ContactFault fault) =>
        ContactReader.Phone(typed).ShouldBe((null, fault));
}
