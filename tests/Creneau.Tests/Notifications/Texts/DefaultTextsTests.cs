using Creneau.Notifications;
using Creneau.Notifications.Sms;
using Creneau.Notifications.Texts;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications.Texts;

/// <summary>The platform's own words are texts like those that town halls write.</summary>
public sealed class DefaultTextsTests
{
    public static TheoryData<TextPurpose, MessageChannel, string> Every =>
    [
        .. from text in EditableText.All
           from channel in text.Channels
           from language in Letterbox.Languages
           select (text.Purpose, channel, language),
    ];

    [Theory]
    [MemberData(nameof(Every))]
    public void Every_default_could_be_saved(TextPurpose purpose, MessageChannel channel, string language)
    {
        var key = new TextKey(0, 0, purpose, channel, language);

        TextChecks.Of(key, DefaultTexts.Of(key)).IsFine.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Every_default_is_shown_whole(TextPurpose purpose, MessageChannel channel, string language)
    {
        var box = await Letterbox.OpenAsync();
        var key = new TextKey(0, 0, purpose, channel, language);

        var facts = Letterbox.FactsIn(language) with { Phone = "04 50 00 00 01" };

        var shown = box.Writer.Preview(key, DefaultTexts.Of(key), facts, Letterbox.Now);

        shown.ShouldNotBeNull();
        (shown.Text + shown.Markup + shown.Subject).ShouldNotContain("{{");
        (shown.Text + shown.Markup + shown.Subject).Any(sign => sign is >= '\uE000' and <= '\uE00F').ShouldBeFalse();
        if (channel == MessageChannel.Sms)
        {
            SmsText.Of(shown.Text).Parts.ShouldBe(1, shown.Text);
        }
    }

    [Theory]
    [InlineData("fr", "Une question")]
    [InlineData("en", "A question")]
    public async Task Without_a_phone_its_sentence_is_gone(string language, string question)
    {
        var box = await Letterbox.OpenAsync();

        var without = box.Mail(MessagePurpose.Confirmation, language);
        var with = box.Mail(MessagePurpose.Confirmation, language, Letterbox.FactsIn(language) with { Phone = "04 50 00 00 01" });

        (without.Text + without.Html).ShouldNotContain(question);
        with.Text.ShouldContain("04 50 00 00 01");
        with.Html!.ShouldContain("04 50 00 00 01");
    }

    [Fact]
    public async Task The_same_phone_stands_in_mail_and_sms()
    {
        var box = await Letterbox.OpenAsync("https://rdv.fr");
        var facts = Letterbox.Facts with { Phone = "04 50 00 00 01", Services = ["3 cartes d’identité"] };

        box.Sms(MessagePurpose.Confirmation, "fr", facts).ShouldBe(
            "RDV confirmé mer. 3 févr. à 14 h 20, Mairie de Passy : 3 cartes d'identité (45 min). Tél. 04 50 00 00 01. "
            + $"Voir, changer, annuler : {box.ShortLink}");
        box.Mail(MessagePurpose.Confirmation, "fr", facts).Text.ShouldContain("04 50 00 00 01");
    }

    [Fact]
    public async Task Two_appointments_of_one_phone_are_told_apart_in_one_sms_each()
    {
        var box = await Letterbox.OpenAsync();

        var card = box.Sms(MessagePurpose.Confirmation, "fr", Letterbox.Facts with
        {
            StartMinute = 540,
            EndMinute = 555,
            Services = ["carte d’identité"],
        });
        var school = box.Sms(MessagePurpose.Confirmation, "fr", Letterbox.Facts with
        {
            StartMinute = 630,
            EndMinute = 660,
            Services = ["inscription scolaire"],
            SiteName = "Espace famille",
        });

        card.ShouldContain("9 h 00, Mairie de Passy : carte d'identité (15 min)");
        school.ShouldContain("10 h 30, Espace famille : inscription scolaire (30 min)");
        new[] { card, school }.ShouldAllBe(text => SmsText.Of(text).Parts == 1);
        box.Mail(MessagePurpose.Confirmation, "fr", Letterbox.Facts with { Services = ["3 cartes d’identité"] }).Text
            .ShouldContain("45\u00a0min");
    }
}
