using System.Net;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Catalogue;
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

/// <summary>Nadia, at the counter of Passy, books for callers and changes what they have; without scripts.</summary>
public abstract class CounterPageTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";

    private TestTown Town { get; set; } = null!;

    private TestTownHall Passy { get; set; } = null!;

    private TestTownHall Megeve { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Town = await TestTown.FoundAsync(provider);
        Passy = await Town.TownHallAsync("Passy", inseeCode: "74208");
        await Passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        Megeve = await Town.TownHallAsync("Megève", 45.86, 6.62, "74173");
        await Megeve.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        var sallanches = await Town.TownHallAsync("Sallanches", 45.94, 6.63, "74256");
        await Town.AgentAsync(Nadia, AgentRole.Agent, Passy);
        await Town.AgentAsync("odile@passy.fr", AgentRole.PlanningManager, Passy, "Odile Favre");
        await Town.AgentAsync("karim@megeve.fr", AgentRole.Agent, Megeve, "Karim Roux");
        await Town.AgentAsync("ines@sallanches.fr", AgentRole.RelayAgent, sallanches, "Inès Blanc");
        await Town.OpenAsync();
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Fact]
    public async Task A_caller_is_booked_in_one_form_from_a_free_start_of_the_agenda()
    {
        using var agent = await Town.SignedInAsync(Nadia);

        await agent.GoAsync(New("09:00"));
        await agent.SubmitAsync("Confirmer", Claire());

        agent.Text.ShouldContain("Rendez-vous confirmé");
        agent.Text.ShouldContain("DUNAND Claire");
        agent.Text.ShouldContain("par Nadia Berthod");
        var booked = await Town.ReadAsync(db => db.Appointments.SingleAsync());
        (booked.StartMinute, booked.Phone, booked.CommuneInsee).ShouldBe((540, "+33612345678", "74208"));
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost()
    {
        using var agent = await Town.SignedInAsync(Nadia);

        await agent.GoAsync(New("09:00"));
        await agent.SubmitAsync(
            "Confirmer",
            [
                ("Input.People[0].BirthName", new string('a', 300)), ("Input.People[0].FirstGivenName", "Claire"),
                ("Input.People[0].BirthDate", "31 02 1987"), ("Input.Contact", "06 12"), ("Input.Commune", "Nulle-Part-sur-Rien"),
            ]);

        agent.Errors.ShouldHaveSingleItem().ShouldStartWith("Il y a 4 erreurs");
        agent.Page.QuerySelector("#Input_People_0__BirthDate")!.GetAttribute("value").ShouldBe("31 02 1987");
        agent.Page.QuerySelector("#Input_Contact")!.GetAttribute("value").ShouldBe("06 12");
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_family_is_booked_at_once_and_named_later()
    {
        using var agent = await Town.SignedInAsync(Nadia);
        await agent.GoAsync(New("09:00"));
        await agent.SubmitAsync("Actualiser les horaires", [("Input.Count", "3"), .. Claire()]);
        await agent.SubmitAsync("Confirmer");
        agent.Text.ShouldContain("à compléter");

        await agent.ClickAsync("Personnes et démarches");
        await agent.SubmitAsync(
            "Enregistrer les noms",
            [
                ("Input.People[1].BirthName", "Dunand"), ("Input.People[1].FirstGivenName", "Paul"),
                ("Input.People[1].BirthDate", "01/06/2015"),
            ]);

        agent.Text.ShouldContain("Noms enregistrés");
        agent.Text.ShouldContain("DUNAND Paul");
        var booked = await Town.ReadAsync(db => db.Appointments.Include(row => row.Applicants).SingleAsync());
        booked.Applicants.Count(person => person.IsNamed).ShouldBe(2);
        booked.EndMinute.ShouldBe(585);
    }

    [Fact]
    public async Task Who_has_one_here_is_shown_and_moved_in_one_click()
    {
        var id = await BookedOnlineAsync(Passy, "10:00");
        using var agent = await Town.SignedInAsync(Nadia);
        await agent.GoAsync(New("09:00"));

        await agent.SubmitAsync("Confirmer", Claire());
        agent.Text.ShouldContain("a déjà un rendez-vous");
        await agent.SubmitAsync("Le déplacer ici");

        agent.Text.ShouldContain("Rendez-vous déplacé");
        (await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == id))).StartMinute.ShouldBe(540);
    }

    [Fact]
    public async Task Of_an_appointment_elsewhere_the_bare_fact_is_told_and_reference_and_contact_bring_it_here()
    {
        var id = await BookedOnlineAsync(Megeve, "10:00");
        var reference = (await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == id))).Reference;
        using var agent = await Town.SignedInAsync(Nadia);
        await agent.GoAsync(New("09:00"));

        await agent.SubmitAsync("Confirmer", Claire());
        agent.Text.ShouldContain("dans une autre mairie");
        agent.Page.QuerySelector(".note-warn")!.TextContent.ShouldNotContain("Megève");
        await agent.SubmitAsync(
            "Le déplacer ici", [("Input.Reference", reference), ("Input.ReferenceContact", "claire@exemple.fr")]);

        agent.Text.ShouldContain("Rendez-vous déplacé");
        (await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == id))).TownHallId.ShouldBe(Passy.Id);
    }

    [Fact]
    public async Task A_cancellation_is_undone_freed_and_restored()
    {
        using var agent = await Town.SignedInAsync(Nadia);
        await agent.GoAsync(New("09:00"));
        await agent.SubmitAsync("Confirmer", Claire());
        await agent.ClickAsync("Annuler…");
        await agent.SubmitAsync("Annuler le rendez-vous");
        agent.Errors.ShouldContain(error => error.Contains("initiative", StringComparison.Ordinal));
        await agent.SubmitAsync("Annuler le rendez-vous", [("Input.Initiative", "person")]);
        agent.Text.ShouldContain("Annulé dans 60 s");

        await agent.SubmitAsync("Ne pas annuler");
        agent.Text.ShouldContain("Le rendez-vous est maintenu");
        await agent.ClickAsync("Annuler…");
        await agent.SubmitAsync("Annuler le rendez-vous", [("Input.Initiative", "town-hall"), ("Input.Reason", "Agent absent")]);
        await agent.SubmitAsync("Libérer tout de suite");
        agent.Text.ShouldContain("la place est libre");
        agent.Text.ShouldContain("du fait de la mairie");
        await agent.SubmitAsync("Rétablir le rendez-vous");

        agent.Text.ShouldContain("Rendez-vous rétabli");
        var restored = await Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.ReplacesId == null));
        restored.Status.ShouldBe(AppointmentStatus.Confirmed);
        (await Town.Get<CarryOutCancellations>().CarryOutDueAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task An_agent_moves_it_along_the_list_and_may_choose_not_to_tell()
    {
        using var agent = await Town.SignedInAsync(Nadia);
        await agent.GoAsync(New("09:00"));
        await agent.SubmitAsync("Confirmer", Claire());

        await agent.ClickAsync("Déplacer");
        await agent.SubmitAsync("Actualiser les horaires", [("Input.Day", "2026-11-25")]);
        await agent.SubmitAsync("Déplacer ici", [("Input.Slot", $"{Passy.SiteId}_2026-11-25_600"), ("Input.Tells", "false")]);

        agent.Text.ShouldContain("Rendez-vous déplacé");
        agent.Text.ShouldContain("sans prévenir");
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_family_dropped_on_a_gap_that_is_too_short_stays_and_longer_ones_are_listed()
    {
        var agentOfPassy = TestTown.Agent(Passy);
        var three = Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.IdCard, ServiceKind.IdCard);
        var family = await Town.BookedForAsync(agentOfPassy, three, Person("Dunand"), null, null);
        await Town.BookedForAsync(agentOfPassy, Passy.At(Wednesday, "10:15"), Person("Perrin"));
        var before = (await Town.AppointmentAsync(family)).Slot;
        using var agent = await Town.SignedInAsync(Nadia);

        await agent.GoAsync($"/agents/rendez-vous/{family}/deplacer?date=2026-11-25&start=585&desk={Passy.DeskId("DR 1")}");

        agent.Text.ShouldContain("À 9 h 45, il n’y a pas");
        agent.Page.QuerySelectorAll("input[name='Input.Slot'][value$='2026-11-25_585']").ShouldBeEmpty();
        agent.Page.QuerySelector("input[name='Input.Slot'][value$='2026-11-25_630']").ShouldNotBeNull();
        await agent.SubmitAsync("Déplacer ici", [("Input.Slot", $"{Passy.SiteId}_2026-11-25_585")]);
        agent.Text.ShouldNotContain("Rendez-vous déplacé");
        (await Town.AppointmentAsync(family)).Slot.ShouldBe(before);
    }

    [Fact]
    public async Task The_slip_of_who_gave_no_contact_opens_the_appointment_with_a_button()
    {
        using var agent = await Town.SignedInAsync(Nadia);
        await agent.GoAsync(New("09:00"));
        await agent.SubmitAsync("Confirmer", [.. Claire(), ("Input.Contact", "")]);
        agent.Text.ShouldContain("imprimez le bulletin");
        await agent.SubmitAsync("Bulletin à imprimer");
        agent.Page.QuerySelector("img.qr").ShouldNotBeNull();
        var address = new Uri(agent.Page.QuerySelectorAll("b").Select(bold => bold.TextContent).First(
            text => text.Contains("/s/", StringComparison.Ordinal)));

        using var claire = Town.Visitor();
        await claire.GoAsync(address.PathAndQuery);
        claire.Text.ShouldNotContain("Passy");
        await claire.SubmitAsync("Ouvrir mon rendez-vous");

        claire.Url.AbsolutePath.ShouldBe("/rendez-vous");
        claire.Text.ShouldContain("Mairie de Passy");
        await claire.GoAsync("/s/2222222222");
        await claire.SubmitAsync("Ouvrir mon rendez-vous", expected: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_town_halls_agent_finds_neither_the_appointment_nor_the_site()
    {
        var id = await BookedOnlineAsync(Passy, "10:00");
        using var karim = await Town.SignedInAsync("karim@megeve.fr");

        foreach (var page in new[] { "", "/deplacer", "/personnes", "/annuler", "/bulletin" })
        {
            await karim.GoAsync($"/agents/rendez-vous/{id}{page}", HttpStatusCode.NotFound);
        }

        await karim.GoAsync(New("09:00"), HttpStatusCode.NotFound);
        await karim.GoAsync($"/agents/rendez-vous/{Guid.Empty}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_relay_agent_books_at_the_nearest_town_hall_and_sees_it_afterwards()
    {
        using var ines = await Town.SignedInAsync("ines@sallanches.fr");
        await ines.GoAsync("/agents/rendez-vous/nouveau");

        ines.Page.QuerySelectorAll("input[name='Input.Slot'][checked]").ShouldBeEmpty();
        await ines.SubmitAsync("Confirmer", [.. Claire(), ("Input.Slot", FirstStart(ines))]);

        ines.Text.ShouldContain("DUNAND Claire");
        var booked = await Town.ReadAsync(db => db.Appointments.SingleAsync());
        booked.BookedByTownHallId.ShouldNotBeNull();
        booked.TownHallId.ShouldBeOneOf(Passy.Id, Megeve.Id);
    }

    [Fact]
    public async Task A_relay_agent_chooses_the_town_hall_and_the_day()
    {
        using var ines = await Town.SignedInAsync("ines@sallanches.fr");
        await ines.GoAsync("/agents/relais");
        ines.Text.ShouldContain("Prochains rendez-vous aux alentours");
        await ines.GoAsync("/agents/rendez-vous/nouveau");

        await ines.SubmitAsync(
            "Actualiser les horaires",
            [("Input.OtherSite", $"{Megeve.SiteId}"), ("Input.Day", "2026-11-26")]);
        await ines.SubmitAsync("Confirmer", [.. Claire(), ("Input.Slot", FirstStart(ines))]);

        var booked = await Town.ReadAsync(db => db.Appointments.SingleAsync());
        (booked.SiteId, booked.Date).ShouldBe((Megeve.SiteId, new DateOnly(2026, 11, 26)));
    }

    [Fact]
    public async Task On_a_full_day_their_own_next_starts_are_listed_and_none_is_chosen_for_them()
    {
        using var agent = await Town.SignedInAsync(Nadia);

        await agent.GoAsync($"/agents/rendez-vous/nouveau?site={Passy.SiteId}&date=2026-11-28");

        agent.Text.ShouldContain("Rien de libre ici ce jour-là");
        FirstStart(agent).ShouldStartWith($"{Passy.SiteId}_2026-11-30");
        await agent.SubmitAsync("Confirmer", Claire());
        agent.Errors.ShouldContain(error => error.Contains("Choisissez", StringComparison.Ordinal));
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_books_for_nobody()
    {
        using var agent = await Town.SignedInAsync(Nadia);
        await agent.GoAsync(New("09:00"));

        await agent.SubmitAsync("Confirmer", [("Input.Count", "2")]);

        agent.Errors.ShouldNotBeEmpty();
        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_short_gap_that_was_clicked_offers_what_fits_it_and_comes_back_with_a_shorter_choice()
    {
        await Town.BookedForAsync(TestTown.Agent(Passy), Passy.At(Wednesday, "09:00"), Person("Perrin"));
        await Town.BookedForAsync(TestTown.Agent(Passy), Passy.At(Wednesday, "09:30"), Person("Roux"));
        using var agent = await Town.SignedInAsync(Nadia);

        await agent.GoAsync(New("09:15"));
        await agent.SubmitAsync("Actualiser les horaires", [("Input.Count", "3")]);
        agent.Text.ShouldContain("pas assez de temps pour ce choix");
        agent.Page.QuerySelectorAll("input[name='Input.Slot'][checked]").ShouldBeEmpty();
        await agent.SubmitAsync("Actualiser les horaires", [("Input.Count", "1")]);

        agent.Page.QuerySelector("input[name='Input.Slot'][checked]")!.GetAttribute("value")
            .ShouldBe($"{Passy.SiteId}_2026-11-25_555");
    }

    [Fact]
    public async Task A_move_within_its_own_time_is_listed()
    {
        var family = Passy.At(Wednesday, "09:00", ServiceKind.IdCard, ServiceKind.IdCard);
        var id = await Town.BookedForAsync(TestTown.Agent(Passy), family, Person("Dunand"), null);
        using var agent = await Town.SignedInAsync(Nadia);

        await agent.GoAsync($"/agents/rendez-vous/{id}/deplacer?date=2026-11-25");
        await agent.SubmitAsync("Déplacer ici", [("Input.Slot", $"{Passy.SiteId}_2026-11-25_555")]);

        agent.Page.QuerySelectorAll("input[value$='2026-11-25_540']").ShouldBeEmpty();
        (await Town.AppointmentAsync(id)).StartMinute.ShouldBe(555);
    }

    [Fact]
    public async Task Only_who_may_books_outside_the_hours_and_says_why()
    {
        using var agent = await Town.SignedInAsync(Nadia);
        await agent.GoAsync(New("09:00"));
        agent.Text.ShouldNotContain("Hors des horaires");
        using var odile = await Town.SignedInAsync("odile@passy.fr");
        await odile.GoAsync(New("09:00"));

        await odile.SubmitAsync("Confirmer", [.. Claire(), ("Input.OutsideTime", "18:05")]);
        odile.Errors.ShouldContain(error => error.Contains("hors des horaires", StringComparison.Ordinal));
        await odile.SubmitAsync("Confirmer", [("Input.OutsideReason", "mobilité réduite")]);

        odile.Text.ShouldContain("mobilité réduite");
        (await Town.ReadAsync(db => db.Appointments.SingleAsync())).StartMinute.ShouldBe(1085);
    }

    [Fact]
    public async Task Notes_and_contact_are_changed_on_the_appointment()
    {
        using var agent = await Town.SignedInAsync(Nadia);
        await agent.GoAsync(New("09:00"));
        await agent.SubmitAsync("Confirmer", Claire());

        await agent.SubmitAsync("Ajouter la note", [("Input.Note", "fauteuil roulant")]);
        agent.Text.ShouldContain("fauteuil roulant");
        await agent.SubmitAsync("Enregistrer", [("Input.Contact", "claire@exemple.fr")]);

        agent.Text.ShouldContain("Contact enregistré");
        (await Town.ReadAsync(db => db.Appointments.SingleAsync())).Email.ShouldBe("claire@exemple.fr");
        await agent.GoAsync(New("10:00"));
        agent.Page.QuerySelectorAll("input[type=text]").ShouldAllBe(field => string.IsNullOrEmpty(field.GetAttribute("value")));
        agent.Text.ShouldNotContain("fauteuil");
    }

    private static (string Field, string Value)[] Claire() =>
    [
        ("Input.People[0].BirthName", "Dunand"), ("Input.People[0].FirstGivenName", "Claire"),
        ("Input.People[0].BirthDate", "14 03 1987"), ("Input.Contact", "06 12 34 56 78"), ("Input.Commune", "Passy (74190)"),
    ];

    private static string FirstStart(Visitor agent) =>
        agent.Page.QuerySelector("input[name='Input.Slot']")!.GetAttribute("value")!;

    private string New(string start) =>
        $"/agents/rendez-vous/nouveau?site={Passy.SiteId}&planning={Passy.PlanningId}&date=2026-11-25&start={start}"
        + $"&desk={Passy.DeskId("DR 1")}";

    private Task<Guid> BookedOnlineAsync(TestTownHall place, string clock) =>
        Town.BookedAsync(place.At(Wednesday, clock), "claire", Person("Dunand"));
}

public sealed class CounterPageOnSqliteTests() : CounterPageTests(DatabaseProvider.Sqlite);

public sealed class CounterPageOnPostgresTests() : CounterPageTests(DatabaseProvider.Postgres);
