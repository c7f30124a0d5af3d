using System.Text.RegularExpressions;
using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Reminders;
using Creneau.TestKit;
using Creneau.Tests.Booking.ByAgents;
using Creneau.Tests.Pages.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using Comers = Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Pages.Appointments;

/// <summary>Claire comes on Friday at 10:00; the reminder of 72 hours before has arrived, and she follows its links.</summary>
public sealed partial class ReminderPageTests : IAsyncLifetime
{
    private const string Coming = "Je viens, mon dossier est complet";

    private BookingStory story = null!;
    private Visitor phone = null!;
    private WrittenMessage mail = null!;

    public async ValueTask InitializeAsync()
    {
        story = await BookingStory.BeginAsync();
        await story.Town.ReadAsync(db => db.Plannings.ExecuteUpdateAsync(
            row => row.SetProperty(planning => planning.Reminders, ReminderLeads.From("4320"))));
        await story.BookAsync();
        story.Pass(60);
        mail = await ReceivedAsync("claire@exemple.fr");
        phone = story.Town.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        phone.Dispose();
        await story.DisposeAsync();
    }

    [Fact]
    public void The_mail_says_when_and_where_and_has_three_links_and_the_documents()
    {
        Words(mail.Subject).ShouldBe("Rappel : votre rendez-vous vendredi 27 novembre 2026 à 10 h 00");
        mail.Text.ShouldContain("Mairie de Passy");
        mail.Text.ShouldContain("/pieces?service=cni");
        Links(mail.Text).Select(link => link.Split('/')[^1]).ShouldBe(["je-viens", "changer-de-date", "annuler"]);
        Links(mail.Html!).ShouldBe(Links(mail.Text));
        mail.Calendar.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_follows_every_link_changes_nothing()
    {
        foreach (var link in Links(mail.Text))
        {
            await phone.GoAsync(link);
            phone.Page.QuerySelector("main form[method=post] button, main form[method=get] button").ShouldNotBeNull();
        }

        var appointment = await story.LatestAsync();
        (appointment.Status, appointment.SaidComingUtc).ShouldBe((AppointmentStatus.Confirmed, null));
    }

    [Fact]
    public async Task The_first_opens_a_page_whose_button_says_that_she_comes()
    {
        await phone.GoAsync(Links(mail.Text)[0]);
        phone.Url.AbsolutePath.ShouldBe("/rendez-vous/je-viens");
        phone.Text.ShouldContain("Vendredi 27 novembre 2026 à 10 h 00");

        await phone.SubmitAsync(Coming);

        phone.Page.QuerySelector(".band h1")!.TextContent.ShouldBe("La mairie vous attend");
        phone.Text.ShouldContain("Merci : la mairie sait que vous venez.");
        (await story.LatestAsync()).SaidComingUtc.ShouldBe(story.Town.NowUtc);
        await phone.GoAsync(Links(mail.Text)[0]);
        await phone.SubmitAsync(Coming);
        phone.Text.ShouldContain("Merci : la mairie sait que vous venez.");
    }

    [Fact]
    public async Task The_second_leads_to_other_dates_and_taking_one_forgets_the_answer()
    {
        await phone.GoAsync(Links(mail.Text)[0]);
        await phone.SubmitAsync(Coming);

        await phone.GoAsync(Links(mail.Text)[1]);
        phone.Url.AbsolutePath.ShouldBe("/rendez-vous/deplacer");
        await phone.SubmitAsync("search", [("near", "Sallanches"), ("from", "2026-11-25")]);
        var slot = story.Slot(540, new DateOnly(2026, 11, 25), story.Sallanches);
        await phone.SubmitAsync(Words(phone.Page.QuerySelector($"button[value='{slot}']")!.TextContent));

        phone.Page.QuerySelector(".band h1")!.TextContent.ShouldBe("Votre rendez-vous est déplacé");
        (await story.LatestAsync()).SaidComingUtc.ShouldBeNull();
        phone.Text.ShouldNotContain(Coming);
    }

    [Fact]
    public async Task The_third_opens_a_page_whose_button_cancels_and_then_the_first_says_so()
    {
        await phone.GoAsync(Links(mail.Text)[2]);
        phone.Url.AbsolutePath.ShouldBe("/rendez-vous/annuler");

        await phone.SubmitAsync("Annuler le rendez-vous");

        (await story.LatestAsync()).Status.ShouldBe(AppointmentStatus.Cancelled);
        await phone.GoAsync(Links(mail.Text)[0]);
        phone.Page.QuerySelector("h1")!.TextContent.ShouldBe("Rendez-vous annulé");
    }

    [Fact]
    public async Task The_page_of_the_appointment_asks_until_it_is_answered()
    {
        await story.Claire.GoAsync("/rendez-vous");
        story.Claire.Text.ShouldContain("Vous venez ?");

        await story.Claire.SubmitAsync(Coming);
        await story.Claire.GoAsync("/rendez-vous/annuler");
        await story.Claire.GoAsync("/rendez-vous");

        story.Claire.Text.ShouldNotContain("Vous venez ?");
    }

    [Theory]
    [InlineData(Coming, "/rendez-vous", true)]
    [InlineData("Changer de date ou de lieu", "/rendez-vous/deplacer", false)]
    [InlineData("Je n’en ai plus besoin", "/rendez-vous/annuler", false)]
    public async Task The_one_link_of_an_sms_has_all_three_as_buttons(string button, string leadsTo, bool saysComing)
    {
        var id = await story.Town.BookedForAsync(
            TestTown.Agent(story.Passy),
            story.Passy.Slot(BookingStory.Friday, 615),
            Comers.Person("Favre"));
        story.Pass(15);
        var sms = await ReceivedAsync(CounterStory.Phone.Phone!);
        await phone.GoAsync(ShortLink().Match(sms.Text).Value);
        (await story.Town.AppointmentAsync(id)).SaidComingUtc.ShouldBeNull();

        await phone.SubmitAsync(button);

        phone.Url.AbsolutePath.ShouldBe(leadsTo);
        var appointment = await story.Town.AppointmentAsync(id);
        (appointment.Status, appointment.SaidComingUtc is not null).ShouldBe((AppointmentStatus.Confirmed, saysComing));
    }

    /// <summary>The reminder as it is read there.</summary>
    private async Task<WrittenMessage> ReceivedAsync(string address)
    {
        await story.Town.Get<WriteReminders>().RunAsync(CancellationToken.None);
        var message = await story.Town.ReadAsync(
            db => db.OutboxMessages.SingleAsync(row => row.Purpose == MessagePurpose.Reminder && row.Address == address));
        return story.Town.Get<MessageWriter>().Write(message);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string[] Links(string text) => [.. Link().Matches(text).Select(link => new Uri(link.Value).AbsolutePath)];

    [GeneratedRegex(@"https?://[^\s""]+/r/[\w-]+/[\w-]+")]
    private static partial Regex Link();

    [GeneratedRegex(@"/s/\w+")]
    private static partial Regex ShortLink();
}
