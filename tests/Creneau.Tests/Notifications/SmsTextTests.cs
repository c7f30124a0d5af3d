using Creneau.Notifications;
using Creneau.Notifications.Sms;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class SmsTextTests
{
    private const string LongName = "Mairie annexe de Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson, hôtel de ville";
    private const string LongUrl = "https://rendez-vous-cartes-identite-passeports.haute-savoie-services.exemple.fr";

    private static readonly string[] Urls = [Letterbox.Url, LongUrl];

    public static TheoryData<MessagePurpose, string, string> Every =>
        [
            .. from purpose in Enum.GetValues<MessagePurpose>()
               from language in Letterbox.Languages
               from url in Urls
               select (purpose, language, url),
        ];

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Every_text_is_one_sms_whatever_the_names(MessagePurpose purpose, string language, string url)
    {
        var box = await Letterbox.OpenAsync(url);
        var august = Letterbox.Facts with
        {
            SiteName = LongName,
            City = "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson",
            Date = new DateOnly(2027, 8, 31),
        };

        foreach (var facts in new[] { Letterbox.Facts, august })
        {
            var text = box.Sms(purpose, language, facts);

            Gsm7.Count(text).ShouldNotBeNull(text);
            Gsm7.Count(text)!.Value.ShouldBeInRange(20, Gsm7.OneSms, text);
        }
    }

    [Theory]
    [InlineData(MessagePurpose.Confirmation, "fr")]
    [InlineData(MessagePurpose.Confirmation, "en")]
    [InlineData(MessagePurpose.Moved, "fr")]
    [InlineData(MessagePurpose.Moved, "en")]
    [InlineData(MessagePurpose.PartyChanged, "fr")]
    [InlineData(MessagePurpose.PartyChanged, "en")]
    [InlineData(MessagePurpose.SomebodyTried, "fr")]
    [InlineData(MessagePurpose.SomebodyTried, "en")]
    public async Task The_link_stays_whole_when_names_are_long(MessagePurpose purpose, string language)
    {
        var box = await Letterbox.OpenAsync();

        var text = box.Sms(purpose, language, Letterbox.Facts with { SiteName = LongName, City = LongName });

        text.ShouldContain(box.ShortLink);
    }

    [Fact]
    public async Task A_usual_confirmation_says_date_and_place_and_leads_to_the_appointment()
    {
        var box = await Letterbox.OpenAsync();

        box.Sms(MessagePurpose.Confirmation, "fr").ShouldBe(
            "RDV confirmé mer. 3 févr. à 14 h 20, Mairie de Passy : carte d'identité et passeport (45 min). "
            + $"Voir, changer, annuler : {box.ShortLink}");
        box.Sms(MessagePurpose.Confirmation, "en").ShouldBe(
            "Appointment confirmed: Wed 3 Feb at 2:20 pm, Mairie de Passy: identity card and passport (45 min). "
            + $"See, change, cancel: {box.ShortLink}");
    }

    [Fact]
    public async Task A_code_stands_first() =>
        (await Letterbox.OpenAsync())
            .Sms(MessagePurpose.Code, "fr")
            .ShouldBe("482193 est votre code de confirmation. Il est valable 15 minutes. Ne le donnez à personne.");
}
