using Creneau.Booking;
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
    public void What_mail_cannot_reach_is_refused(string typed) =>
        ContactReader.Email(typed).Fault.ShouldBe(ContactFault.NotAnEmail);

    [Theory]
    [InlineData("Claire.Dunand+mairie@Exemple.FR", "Claire.Dunand+mairie@exemple.fr")]
    [InlineData("été@exämple.fr", "été@exämple.fr")]
    [InlineData("o'brien@exemple.fr", "o'brien@exemple.fr")]
    public void An_address_is_kept_with_its_domain_in_lower_case(string typed, string kept) =>
        ContactReader.Email(typed).Email.ShouldBe(kept);
}
