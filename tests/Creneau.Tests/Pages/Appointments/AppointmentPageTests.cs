using System.Net;
using Creneau.Appointments;
using Creneau.Notifications;
using Creneau.Tests.Pages.Booking;
using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;

namespace Creneau.Tests.Pages.Appointments;

public sealed class AppointmentPageTests : IAsyncLifetime
{
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BookingStory.BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task It_is_unmistakably_done_and_says_what_to_bring_by_first_name()
    {
        await story.BookAsync(services: "cni,passport", people: [Person(0), Person(1, "Dunand", "Zoé", 2015)]);

        story.Claire.Page.QuerySelector(".band h1")!.TextContent.ShouldBe("C’est confirmé");
        story.Claire.Text.ShouldContain("Vendredi 27 novembre 2026 à 10 h 00");
        story.Claire.Text.ShouldContain("Mairie de Passy");
        story.Claire.Text.ShouldContain("À apporter pour Zoé");
        story.Claire.Text.ShouldContain("Un représentant légal (parent ou tuteur) doit venir aussi.");
        story.Claire.Text.ShouldNotContain("Dunand");
        story.Claire.Text.ShouldNotContain("claire@exemple.fr");
    }

    [Fact]
    public async Task It_comes_with_a_calendar_entry_and_a_code_to_scan()
    {
        await story.BookAsync();

        var entry = await story.FileAsync("/rendez-vous/agenda.ics");
        var drawing = await story.FileAsync("/rendez-vous/qr.svg");

        entry.ShouldContain("DTSTART;TZID=Europe/Paris:20261127T100000");
        drawing.ShouldStartWith("<svg");
        story.Claire.Page.QuerySelector("img[src='/rendez-vous/qr.svg']")!.GetAttribute("alt")!.ShouldStartWith("Code QR de la référence");
    }

    [Fact]
    public async Task The_link_of_a_message_leads_to_a_clean_address()
    {
        await story.BookAsync();
        var appointment = await story.LatestAsync();
        using var phone = story.Town.Visitor();

        await phone.GoAsync(
            new Uri(story.Town.Get<MessageLinks>().Appointment(appointment.Id, appointment.TokenVersion, "fr")).AbsolutePath);

        phone.Url.AbsolutePath.ShouldBe("/rendez-vous");
        phone.Page.QuerySelector("h1")!.TextContent.ShouldBe("Votre rendez-vous");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_link_opens_nothing_and_offers_the_form(string token)
    {
        await story.Claire.GoAsync($"/r/{token}", HttpStatusCode.NotFound);

        story.Claire.Text.ShouldContain("Ce lien n’ouvre aucun rendez-vous");
        story.Claire.Page.QuerySelector("#find").ShouldNotBeNull();
    }

    [Fact]
    public async Task Reference_and_contact_find_it_and_anything_else_gets_one_and_the_same_answer()
    {
        await story.BookAsync();
        var reference = (await story.LatestAsync()).Reference;
        using var phone = story.Town.Visitor();
        await phone.GoAsync("/rendez-vous");

        await phone.SubmitAsync("find", [("Input.Reference", "4821903772"), ("Input.Contact", "claire@exemple.fr")]);
        var unknown = phone.Errors.ShouldHaveSingleItem();
        await phone.SubmitAsync("find", [("Input.Reference", reference), ("Input.Contact", "autre@exemple.fr")]);
        var notTheirs = phone.Errors.ShouldHaveSingleItem();
        await phone.SubmitAsync("find", [("Input.Reference", reference.Insert(3, " ")), ("Input.Contact", "Claire@Exemple.fr")]);

        unknown.ShouldContain("Aucun rendez-vous n’a cette référence et ce contact.");
        notTheirs.ShouldBe(unknown);
        phone.Text.ShouldContain("À apporter pour Claire");
    }

    [Fact]
    public async Task It_moves_to_another_commune_in_two_clicks_and_keeps_its_reference()
    {
        await story.BookAsync();
        var reference = (await story.LatestAsync()).Reference;

        await story.Claire.ClickAsync("Changer de date ou de lieu");
        await story.Claire.SubmitAsync("search", [("near", "Sallanches"), ("from", "2026-11-25")]);
        await story.Claire.SubmitAsync(story.ButtonFor(story.Slot(540, at: story.Sallanches, date: new DateOnly(2026, 11, 25))));

        story.Claire.Page.QuerySelector(".band h1")!.TextContent.ShouldBe("Votre rendez-vous est déplacé");
        story.Claire.Text.ShouldContain("Mercredi 25 novembre 2026 à 9 h 00");
        (await story.LatestAsync()).Reference.ShouldBe(reference);
    }

    [Fact]
    public async Task A_start_taken_meanwhile_is_answered_with_the_nearest_and_the_old_one_stays()
    {
        await story.BookAsync();
        await story.Claire.ClickAsync("Changer de date ou de lieu");
        using var other = story.Town.Visitor();
        await story.ChooseAsync(story.Slot(540), visitor: other);

        await story.Claire.PostAsync(
            "/rendez-vous/deplacer",
            [("slot", story.Slot(540)), ("formId", "move-1"), ("__RequestVerificationToken", story.ValueOf("__RequestVerificationToken"))]);

        story.Claire.Text.ShouldContain("Quelqu’un d’autre l’a choisi un instant avant vous.");
        story.Claire.Page.QuerySelectorAll(".offers button").Length.ShouldBe(3);
        story.Claire.Text.ShouldContain("vendredi 27 novembre 2026 à 10 h 00");
    }

    [Fact]
    public async Task It_is_cancelled_in_two_clicks_and_offers_another()
    {
        await story.BookAsync();

        await story.Claire.ClickAsync("Annuler le rendez-vous");
        await story.Claire.SubmitAsync("Annuler le rendez-vous");

        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous");
        story.Claire.Text.ShouldContain("Rendez-vous annulé");
        story.Claire.Page.QuerySelector("a.btn-primary")!.TextContent.ShouldBe("Reprendre un rendez-vous");
        await story.Claire.ClickAsync("Reprendre un rendez-vous");
        story.Claire.Page.QuerySelector("#near")!.GetAttribute("value").ShouldBe("Passy (74190)");
        await story.BookAsync();
        story.Claire.Text.ShouldContain("C’est confirmé");
    }

    [Fact]
    public async Task What_was_cancelled_elsewhere_is_not_cancelled_again()
    {
        await story.BookAsync();
        using var tab = story.Claire.NewTab();
        await tab.GoAsync("/rendez-vous/annuler");
        await story.Claire.ClickAsync("Annuler le rendez-vous");
        await story.Claire.SubmitAsync("Annuler le rendez-vous");

        await tab.SubmitAsync("Annuler le rendez-vous");

        tab.Text.ShouldContain("Rendez-vous annulé");
        (
            await story.Town.ReadAsync(
                db => Task.FromResult(db.OutboxMessages.Count(message => message.Purpose == MessagePurpose.Cancelled)))).ShouldBe(1);
    }

    [Theory]
    [InlineData("annuler")]
    [InlineData("deplacer")]
    [InlineData("personnes?handler=Remove&person=1")]
    public async Task A_hidden_id_that_is_none_changes_nothing(string page)
    {
        await story.BookAsync();

        await story.Claire.PostAsync(
            $"/rendez-vous/{page}",
            [("__RequestVerificationToken", story.Token), ("appointmentId", "no-id"), ("formId", "form-1"), ("slot", story.Slot(660))],
            HttpStatusCode.BadRequest);

        story.Claire.Text.ShouldContain("Cette demande n’a pas été comprise");
        var appointment = await story.LatestAsync();
        (appointment.Status, appointment.StartMinute).ShouldBe((AppointmentStatus.Confirmed, BookingStory.Ten));
    }

    [Fact]
    public async Task After_it_has_begun_it_can_be_read_but_no_longer_changed()
    {
        await story.BookAsync(story.Slot(660, new DateOnly(2026, 11, 24)));
        story.Pass(minutes: 121);

        await story.Claire.GoAsync("/rendez-vous");

        story.Claire.Text.ShouldContain("il ne peut plus être changé en ligne");
        story.Claire.Page.QuerySelector("a[href='/rendez-vous/annuler']").ShouldBeNull();
        await story.Claire.GoAsync("/rendez-vous/annuler");
        story.Claire.Url.AbsolutePath.ShouldBe("/rendez-vous");
    }

    [Fact]
    public async Task A_raised_token_version_shuts_the_browser_out()
    {
        await story.BookAsync();
        await story.Town.WriteAsync(db => db.Entry(db.Appointments.Single()).Property(row => row.TokenVersion).CurrentValue = 2);

        await story.Claire.GoAsync("/rendez-vous");

        story.Claire.Text.ShouldContain("Retrouver mon rendez-vous");
    }

    [Fact]
    public async Task Closing_it_makes_the_browser_forget()
    {
        await story.BookAsync();

        await story.Claire.SubmitAsync("Fermer ce rendez-vous");

        story.Claire.Page.QuerySelector("h1")!.TextContent.ShouldBe("Retrouver mon rendez-vous");
        (await story.CountAsync(AppointmentStatus.Confirmed)).ShouldBe(1);
    }

    [Fact]
    public async Task In_a_heading_a_word_with_a_hyphen_stays_whole()
    {
        await story.Claire.GoAsync("/rendez-vous");

        story.Claire.Page.QuerySelector("h1")!.InnerHtml.ShouldBe("Retrouver mon <span class=\"whole\">rendez-vous</span>");
    }

    [Fact]
    public async Task In_English_everything_is_English()
    {
        using var john = story.Town.Visitor("en");
        await john.PostAsync("/en/rendez-vous/garder", [("slot", story.Slot()), ("services", "cni"), ("formId", "search-1")]);
        await story.DescribeAsync(john);
        await story.ConfirmAsync(await story.CodeAsync(), john);

        john.Url.AbsolutePath.ShouldBe("/en/rendez-vous");
        john.Text.ShouldContain("It is confirmed");
        john.Text.ShouldContain("Friday 27 November 2026 at 10:00 am");
        (await story.LatestAsync()).Language.ShouldBe("en");
    }
}
