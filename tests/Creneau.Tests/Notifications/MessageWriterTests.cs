using System.Net;
using AngleSharp.Html.Parser;
using Creneau.Notifications;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Notifications;

public sealed class MessageWriterTests
{
    private const string Awkward = "O'Brien-D'Arc <b>";

    public static TheoryData<MessagePurpose, string> Every =>
    [
        .. from purpose in Enum.GetValues<MessagePurpose>() from language in Letterbox.Languages select (purpose, language),
    ];

    [Theory]
    [InlineData(
        MessagePurpose.Confirmation, "fr",
        "Rendez-vous confirmé : mercredi 3 février 2027 à 14 h 20", "Votre rendez-vous est confirmé")]
    [InlineData(
        MessagePurpose.Confirmation, "en",
        "Appointment confirmed: Wednesday 3 February 2027 at 2:20 pm", "Your appointment is confirmed")]
    [InlineData(
        MessagePurpose.Moved, "fr",
        "Rendez-vous déplacé : mercredi 3 février 2027 à 14 h 20", "Votre rendez-vous est déplacé")]
    [InlineData(
        MessagePurpose.Moved, "en",
        "Appointment moved: Wednesday 3 February 2027 at 2:20 pm", "Your appointment is moved")]
    [InlineData(
        MessagePurpose.PartyChanged, "fr",
        "Rendez-vous modifié : mercredi 3 février 2027 à 14 h 20", "Les personnes de votre rendez-vous ont changé")]
    [InlineData(
        MessagePurpose.PartyChanged, "en",
        "Appointment changed: Wednesday 3 February 2027 at 2:20 pm", "The people of your appointment have changed")]
    public async Task A_message_about_an_appointment_says_when_where_who_and_how_to_change(
        MessagePurpose purpose, string language, string subject, string title)
    {
        var box = await Letterbox.OpenAsync();

        var mail = box.Mail(purpose, language);

        Read(mail.Subject).ShouldBe(subject);
        string[] facts = language == "fr"
            ?
            [
                "3 février 2027 à 14 h 20", "45 min", "Mairie de Passy", "4 allée des Gentianes", "74190 Passy",
                "482 190 377 2", "Claire (carte d’identité), Léo (passeport)",
            ]
            :
            [
                "Wednesday 3 February 2027 at 2:20 pm", "45 min", "Mairie de Passy", "4 allée des Gentianes", "74190 Passy",
                "482 190 377 2", "Claire (identity card), Léo (passport)",
            ];
        facts.ShouldAllBe(fact => Read(mail.Text).Contains(fact, StringComparison.Ordinal));
        facts.ShouldAllBe(fact => Seen(mail.Html).Contains(fact, StringComparison.Ordinal));
        Seen(mail.Html).ShouldContain(title);
        Read(mail.Text).ShouldContain(box.Link(language));
        Links(mail.Html).ShouldContain(box.Link(language));
        Links(mail.Html).ShouldContain(Letterbox.Url + (language == "fr" ? "/pieces" : "/en/pieces"));
    }

    [Theory]
    [InlineData("fr", "Votre rendez-vous a changé : mercredi 3 février 2027 à 14 h 20, Mairie de Passy")]
    [InlineData("en", "Your appointment has changed: Wednesday 3 February 2027 at 2:20 pm, Mairie de Passy")]
    public async Task People_who_changed_together_with_the_start_are_told_the_new_one_first(string language, string sentence)
    {
        var box = await Letterbox.OpenAsync();

        var mail = box.Mail(MessagePurpose.PartyChanged, language, Letterbox.Facts with { Moved = true });

        Read(mail.Text).ShouldContain(sentence);
        Seen(mail.Html).ShouldContain(sentence);
    }

    [Theory]
    [InlineData("fr", "Léo et Zoé ont moins de 18 ans le jour du rendez-vous : un représentant légal (parent ou tuteur) doit venir aussi.")]
    [InlineData("en", "Léo and Zoé will be under 18 on the day: a legal guardian (parent or guardian) must come too.")]
    public async Task Minors_are_told_to_come_with_a_guardian(string language, string sentence)
    {
        var box = await Letterbox.OpenAsync();

        var mail = box.Mail(MessagePurpose.Confirmation, language);

        Read(mail.Text).ShouldContain(sentence);
        Seen(mail.Html).ShouldContain(sentence);
    }

    [Fact]
    public async Task Adults_are_told_nothing_of_guardians()
    {
        var box = await Letterbox.OpenAsync();

        var mail = box.Mail(
            MessagePurpose.Confirmation, "fr", Letterbox.Facts with { People = [new("Claire", "carte d’identité", "cni", false)] });

        mail.Text.ShouldNotContain("représentant");
        mail.Html!.ShouldNotContain("représentant");
    }

    [Theory]
    [InlineData("fr", "Votre code de confirmation", "15 minutes")]
    [InlineData("en", "Your confirmation code", "15 minutes")]
    public async Task A_code_message_carries_the_code_and_nothing_of_the_appointment(string language, string subject, string validity)
    {
        var box = await Letterbox.OpenAsync();

        var mail = box.Mail(MessagePurpose.Code, language);

        mail.Subject.ShouldBe(subject);
        string[] parts = [mail.Text, Seen(mail.Html)];
        parts.ShouldAllBe(part =>
            part.Contains(Letterbox.Code, StringComparison.Ordinal) && Read(part).Contains(validity, StringComparison.Ordinal));
        parts.ShouldAllBe(part =>
            !part.Contains("Passy", StringComparison.Ordinal)
            && !part.Contains("Claire", StringComparison.Ordinal)
            && !part.Contains("/r/", StringComparison.Ordinal));
        mail.Calendar.ShouldBeNull();
    }

    [Theory]
    [InlineData("fr", "Rendez-vous annulé : mercredi 3 février 2027 à 14 h 20", Letterbox.Url + "/")]
    [InlineData("en", "Appointment cancelled: Wednesday 3 February 2027 at 2:20 pm", Letterbox.Url + "/en/")]
    public async Task A_cancellation_offers_to_book_again_and_has_no_link_to_the_appointment(string language, string subject, string again)
    {
        var box = await Letterbox.OpenAsync();

        var mail = box.Mail(MessagePurpose.Cancelled, language);

        Read(mail.Subject).ShouldBe(subject);
        mail.Text.ShouldContain(again);
        Links(mail.Html).ShouldContain(again);
        (mail.Text + mail.Html).ShouldNotContain("/r/");
    }

    [Theory]
    [InlineData("fr", "Quelqu’un a essayé de prendre un second rendez-vous", "a été refusé")]
    [InlineData("en", "Somebody tried to make a second appointment", "was refused")]
    public async Task Somebody_tried_names_nobody_and_says_what_to_do(string language, string subject, string refused)
    {
        var box = await Letterbox.OpenAsync();

        var mail = box.Mail(MessagePurpose.SomebodyTried, language);

        mail.Subject.ShouldBe(subject);
        Read(mail.Text).ShouldContain(refused);
        Links(mail.Html).ShouldContain(box.Link(language));
        Letterbox.Facts.People.ShouldAllBe(person => !(mail.Text + mail.Html).Contains(person.FirstName, StringComparison.Ordinal));
        mail.Calendar.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task What_people_typed_is_escaped_in_html_and_left_alone_in_text(MessagePurpose purpose, string language)
    {
        var box = await Letterbox.OpenAsync();
        var facts = Letterbox.Facts with
        {
            SiteName = $"Mairie {Awkward}",
            People = [new(Awkward, "retrait du titre", "collection", true)],
        };

        var mail = box.Mail(purpose, language, facts);

        mail.Html!.ShouldNotContain("<b>");
        mail.Html!.ShouldNotContain("&amp;lt;");
        if (purpose is MessagePurpose.Confirmation)
        {
            Seen(mail.Html).ShouldContain($"{Awkward} (");
            mail.Text.ShouldContain($"{Awkward} (");
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Every_mail_is_whole_in_both_forms_and_leaves_no_template_sign_behind(MessagePurpose purpose, string language)
    {
        var box = await Letterbox.OpenAsync();

        var mail = box.Mail(purpose, language);

        new[] { mail.Subject, mail.Text, Seen(mail.Html) }.ShouldAllBe(part =>
            part.Trim().Length > 0
            && !part.Contains("{{", StringComparison.Ordinal)
            && !part.Contains("{%", StringComparison.Ordinal));
        mail.Subject.ShouldNotContain("\n");
        mail.Text.ShouldNotContain("\n\n\n");
        var page = new HtmlParser().ParseDocument(mail.Html!);
        page.DocumentElement.GetAttribute("lang").ShouldBe(language);
        page.QuerySelectorAll("h1").Length.ShouldBeLessThanOrEqualTo(1);
        page.QuerySelectorAll("p").ShouldNotBeEmpty();
        Read(page.Title!).ShouldBe(Read(mail.Subject));
        page.QuerySelectorAll("img, script, link").ShouldBeEmpty("nothing is fetched when the mail is opened");
    }

    [Fact]
    public async Task An_unknown_language_is_answered_in_french() =>
        (await Letterbox.OpenAsync()).Mail(MessagePurpose.Confirmation, "de").Text.ShouldStartWith("Bonjour");

    [Fact]
    public async Task A_slash_at_the_end_of_the_public_address_is_not_doubled() =>
        (await Letterbox.OpenAsync(Letterbox.Url + "/")).Mail(MessagePurpose.Confirmation, "fr").Text.ShouldContain($"{Letterbox.Url}/r/");

    [Fact]
    public async Task The_link_proves_its_appointment()
    {
        var box = await Letterbox.OpenAsync();

        var token = box.Link()[^43..];

        box.Tokens.Proves(token, Letterbox.AppointmentId, 1).ShouldBeTrue();
        box.Tokens.Proves(token, Letterbox.AppointmentId, 2).ShouldBeFalse();
    }

    /// <summary>As a reader sees it: no-break spaces are spaces.</summary>
    private static string Read(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');

    private static string Seen(string? html) => Read(new HtmlParser().ParseDocument(html!).Body!.TextContent);

    private static List<string> Links(string? html) =>
        [.. new HtmlParser().ParseDocument(html!).QuerySelectorAll("a").Select(link => WebUtility.HtmlDecode(link.GetAttribute("href")!))];
}
