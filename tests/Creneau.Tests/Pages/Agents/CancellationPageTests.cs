using Creneau.Acting;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Booking.ByAgents;
using Creneau.Changes.Cancelling;
using Creneau.Notifications;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Pages.Agents;

/// <summary>Léa cancels Wednesday at DR 1 of Passy, and people take what they are offered; browsers without scripts.</summary>
public sealed class CancellationPageTests : IAsyncLifetime
{
    private const string Lea = "lea@passy.fr";

    private TestTown _town = null!;
    private TestTownHall _passy = null!;
    private TestTownHall _megeve = null!;

    private string Day => $"/agents/annuler?etendue=jour&guichet={_passy.DeskId("DR 1")}&date=2026-11-25&motif=reason:broken";

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        _passy = await (await _town.TownHallAsync("Passy")).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _passy.DeskAsync("DR 2", "Mon-Fri 09:00-12:00");
        _megeve = await (await _town.TownHallAsync("Megève", 45.86, 6.62)).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Lea, AgentRole.PlanningManager, _passy, "Léa Ducrey");
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_desks_day_is_shown_cancelled_and_followed_to_what_people_took()
    {
        var first = await BookedAsync("09:00", "Favre", new Contact("favre@exemple.fr", null, "fr"));
        await BookedAsync("09:15", "Bois", contact: null);
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Day);

        lea.Text.ShouldContain("2 rendez-vous seront annulés");
        lea.Text.ShouldContain("E-mails : 1");
        lea.Text.ShouldContain("À appeler : 1 (avec téléphone : 0, sans contact : 1)");
        lea.Text.ShouldContain("Gardé pour vous jusqu’au");
        await lea.SubmitAsync("Annuler ces rendez-vous");
        lea.Text.ShouldContain("Annulés : 0 sur 2");
        await CarryOutAsync();
        await lea.GoAsync(lea.Url.PathAndQuery);
        lea.Text.ShouldContain("Annulés : 2 sur 2");
        lea.Text.ShouldContain("À appeler : 1.");

        using var favre = await ByLinkAsync(first);
        favre.Url.AbsolutePath.ShouldBe("/rendez-vous/proposition");
        favre.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        favre.Text.ShouldContain("Motif : Guichet en panne");
        (await AppointmentAsync(first)).Status.ShouldBe(AppointmentStatus.Cancelled);
        await favre.SubmitAsync(FirstSlot(favre));
        favre.Text.ShouldContain("Votre rendez-vous est déplacé");
        (await AppointmentAsync(first)).Status.ShouldBe(AppointmentStatus.Confirmed);
        await lea.GoAsync(lea.Url.PathAndQuery);
        lea.Text.ShouldContain("Déjà d’accord : 1");
    }

    [Fact]
    public async Task Who_reads_english_reads_the_reason_of_the_list_in_english()
    {
        var id = await BookedAsync("09:00", "Smith", new Contact("smith@exemple.fr", null, "en"));
        await CancelDayAsync();

        using var smith = await ByLinkAsync(id, "en");

        smith.Text.ShouldContain("Reason: Desk out of order");
    }

    [Fact]
    public async Task When_all_is_gone_the_search_opens_and_the_form_of_the_next_start_is_filled_in()
    {
        var id = await BookedAsync("09:00", "Favre", new Contact("favre@exemple.fr", null, "fr"));
        await CancelDayAsync();
        _town.TurnableClock.Advance(TimeSpan.FromHours(24));
        foreach (var (place, desk) in new[] { (_passy, "DR 1"), (_passy, "DR 2"), (_megeve, "DR 1") })
        {
            await place.ClosesAsync(desk, _town.Today);
        }

        using var favre = await ByLinkAsync(id);
        favre.Text.ShouldContain("Aucun des créneaux proposés n’est plus libre");
        await favre.SubmitAsync("Chercher un autre créneau");
        favre.Url.AbsolutePath.ShouldBe("/");
        favre.Url.Query.ShouldNotContain("favre", Case.Insensitive);
        favre.Cookies.ShouldAllBe(cookie => !cookie.Value.Contains("favre", StringComparison.OrdinalIgnoreCase));
        await _passy.DeskAsync("DR 3", "Mon-Fri 09:00-12:00");
        await favre.PostAsync(
            "/rendez-vous/garder",
            [("slot", $"{_passy.SiteId}_{Wednesday.AddDays(5):yyyy-MM-dd}_600"), ("services", "cni"), ("formId", "search-1")]);

        favre.Url.AbsolutePath.ShouldBe("/rendez-vous/qui");
        ValueOf(favre, "Input.People[0].BirthName").ShouldBe("Favre");
        ValueOf(favre, "Input.People[0].BirthDate.Year").ShouldBe("1987");
        ValueOf(favre, "Input.Contact.Email").ShouldBe("favre@exemple.fr");
    }

    [Fact]
    public async Task One_is_kept_before_its_turn()
    {
        var ids = new[] { await BookedAsync("09:00", "Favre", contact: null), await BookedAsync("09:15", "Bois", contact: null) };
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Day);
        await lea.SubmitAsync("Annuler ces rendez-vous");

        await lea.SubmitAsync("Garder, FAVRE Claire");

        lea.Text.ShouldContain("Ce rendez-vous reste tel quel");
        lea.Text.ShouldContain("resté tel quel");
        await CarryOutAsync();
        (await AppointmentAsync(ids[0])).Status.ShouldBe(AppointmentStatus.Confirmed);
        (await AppointmentAsync(ids[1])).Status.ShouldBe(AppointmentStatus.Cancelled);
    }

    [Fact]
    public async Task On_the_phone_a_start_is_taken_for_somebody_without_contact()
    {
        var id = await BookedAsync("09:00", "Bois", contact: null);
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Day);
        await lea.SubmitAsync("Annuler ces rendez-vous");
        await CarryOutAsync();
        await lea.GoAsync($"/agents/rendez-vous/{id}");
        await lea.ClickAsync("Voir et noter la réponse");

        await lea.SubmitAsync(FirstSlot(lea));

        lea.Url.AbsolutePath.ShouldBe($"/agents/rendez-vous/{id}");
        (await AppointmentAsync(id)).Status.ShouldBe(AppointmentStatus.Confirmed);
    }

    [Fact]
    public async Task Within_the_minute_all_of_it_is_taken_back()
    {
        var id = await BookedAsync("09:00", "Favre", contact: null);
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Day);
        await lea.SubmitAsync("Annuler ces rendez-vous");

        await lea.SubmitAsync("Annuler, rien n’a commencé");

        lea.Text.ShouldContain("Rien n’a été annulé : 1 rendez-vous restent, personne n’est prévenu.");
        await CarryOutAsync();
        (await AppointmentAsync(id)).Status.ShouldBe(AppointmentStatus.Confirmed);
        (await _town.ReadAsync(db => db.Set<Creneau.Availability.Openings.Closure>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task No_thank_you_leaves_the_cancelled_appointment()
    {
        var id = await BookedAsync("09:00", "Favre", new Contact("favre@exemple.fr", null, "fr"));
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Day);
        await lea.SubmitAsync("Annuler ces rendez-vous");
        await CarryOutAsync();
        using var favre = await ByLinkAsync(id);

        await favre.SubmitAsync("Non merci");

        favre.Url.AbsolutePath.ShouldBe("/rendez-vous");
        (await _town.ReadAsync(db => db.Set<Appointment>().CountAsync(row => row.Status == AppointmentStatus.Held))).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_cancelled_is_said_and_what_was_typed_stays()
    {
        await BookedAsync("09:00", "Favre", contact: null);
        using var lea = await _town.SignedInAsync(Lea);

        await lea.GoAsync(Day.Replace("2026-11-25", "2026-11-20", StringComparison.Ordinal) + "&texte=Fuite");
        lea.Errors.ShouldContain(error => error.Contains("Ce jour est passé", StringComparison.Ordinal));
        lea.Page.QuerySelector("#texte")!.GetAttribute("value").ShouldBe("Fuite");
        await lea.GoAsync(Day.Replace("2026-11-25", "demain", StringComparison.Ordinal));
        lea.Errors.ShouldContain(error => error.Contains("pas une date", StringComparison.Ordinal));
        await lea.GoAsync($"/agents/annuler?etendue=jour&site={_megeve.SiteId}");
        lea.Errors.ShouldContain(error => error.Contains("n’existe pas ici", StringComparison.Ordinal));
        await lea.GoAsync("/agents/annuler?etendue=jour");
        lea.Errors.ShouldContain(error => error.Contains("Choisissez un lieu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_relay_commune_sees_what_is_kept_for_its_resident()
    {
        await _town.AgentAsync("odile@megeve.fr", AgentRole.RelayAgent, _megeve, "Odile");
        var slot = _passy.At(Wednesday, "09:00");
        var booking = _town.Booking(slot, Person("Resident")) with { Contact = null, DeskId = _passy.DeskId("DR 1") };
        await _town.BookForAsync(TestTown.RelayAgent(_megeve), booking);
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Day);
        await lea.SubmitAsync("Annuler ces rendez-vous");
        await CarryOutAsync();

        using var odile = await _town.SignedInAsync("odile@megeve.fr");
        await odile.GoAsync("/agents/relais");

        odile.Text.ShouldContain("Gardé pour votre habitant");
        await odile.ClickAsync("Noter sa réponse");
        odile.Text.ShouldContain("RESIDENT");
    }

    private async Task<Guid> BookedAsync(string clock, string name, Contact? contact)
    {
        var booking = _town.Booking(_passy.At(Wednesday, clock), Person(name)) with { Contact = contact, DeskId = _passy.DeskId("DR 1") };
        var booked = await _town.BookForAsync(TestTown.Agent(_passy, 7, Rights.Appointments), booking);
        return booked.ShouldBeOfType<BookResult.Booked>().AppointmentId;
    }

    private async Task CancelDayAsync()
    {
        using var lea = await _town.SignedInAsync(Lea);
        await lea.GoAsync(Day);
        await lea.SubmitAsync("Annuler ces rendez-vous");
        await CarryOutAsync();
    }

    private async Task CarryOutAsync()
    {
        _town.TurnableClock.Advance(TimeSpan.FromSeconds(60));
        await _town.Get<CarryOutCancellations>().CarryOutDueAsync(CancellationToken.None);
    }

    private Task<Appointment> AppointmentAsync(Guid id) => _town.AppointmentAsync(id);

    private async Task<Visitor> ByLinkAsync(Guid id, string language = "fr")
    {
        var row = await AppointmentAsync(id);
        var visitor = _town.Visitor(language);
        await visitor.GoAsync(new Uri(_town.Get<MessageLinks>().Appointment(id, row.TokenVersion, language)).AbsolutePath);
        return visitor;
    }

    private static string? ValueOf(Visitor visitor, string name) =>
        visitor.Page.QuerySelector($"[name='{name}']")?.GetAttribute("value");

    private static string FirstSlot(Visitor visitor) =>
        string.Join(
            ' ',
            visitor.Page.QuerySelector("button.slot")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
