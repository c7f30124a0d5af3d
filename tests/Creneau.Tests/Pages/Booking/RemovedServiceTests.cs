using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Notifications;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Pages.Booking.BookingStory;

namespace Creneau.Tests.Pages.Booking;

/// <summary>A service whose row is gone although somebody comes for it: a foreign key forbids it, a mended database may have it.</summary>
public sealed class RemovedServiceTests : IAsyncLifetime
{
    private const string NoLongerOffered = "Cette démarche n’est plus proposée ici";
    private BookingStory story = null!;

    public async ValueTask InitializeAsync() => story = await BeginAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task The_page_of_the_slot_says_so_and_leads_back_to_the_search()
    {
        await story.ChooseAsync(services: "cni,passport");
        await RemovePassportsAsync();

        await story.Claire.GoAsync("/rendez-vous/qui");

        story.Claire.Text.ShouldContain(NoLongerOffered);
        story.Claire.Page.QuerySelector(".note-warn a")!.TextContent.ShouldContain("recherche");
        story.Claire.Page.QuerySelector("[name='Input.People[0].BirthName']").ShouldBeNull();
    }

    [Fact]
    public async Task Who_was_filling_in_the_form_is_told_when_it_is_sent()
    {
        await story.ChooseAsync(services: "passport");
        await RemovePassportsAsync();

        await story.DescribeAsync();

        story.Claire.Text.ShouldContain(NoLongerOffered);
        (await story.Town.ReadAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Who_wants_the_slot_again_is_told_too()
    {
        await story.ChooseAsync(services: "passport");
        story.Pass(minutes: 16);
        await story.Claire.GoAsync("/rendez-vous/qui");
        await RemovePassportsAsync();

        await story.Claire.PostAsync("/rendez-vous/qui?handler=Retake", [("__RequestVerificationToken", story.Token)]);

        story.Claire.Text.ShouldContain(NoLongerOffered);
        (await story.CountAsync(AppointmentStatus.Held)).ShouldBe(0);
    }

    [Fact]
    public async Task The_pages_of_a_confirmed_appointment_still_open_and_its_party_stays_as_it_is()
    {
        await story.BookAsync(services: "passport");
        await RemovePassportsAsync();

        await story.Claire.GoAsync("/rendez-vous");
        var shown = story.Claire.Text;
        await story.Claire.ClickAsync("Ajouter ou retirer une personne");
        await story.Claire.SubmitAsync("add", Zoe);

        shown.ShouldContain("10 h 00");
        story.Claire.Text.ShouldContain("les personnes qui viennent ne peuvent plus changer. Appelez la mairie.");
        (await story.LatestAsync()).Applicants.Count.ShouldBe(1);
    }

    private async Task RemovePassportsAsync()
    {
        await using (var db = story.Town.OpenDb())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF; DELETE FROM service WHERE ordinal = 1");
            await DirectoryVersion.RaiseAsync(db, CancellationToken.None);
        }

        await story.Town.RefreshAsync();
    }
}
