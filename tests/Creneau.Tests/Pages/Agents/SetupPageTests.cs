using System.Net;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Pages.Agents;

/// <summary>Passy is set up by its manager, and town halls by the platform's administrator; without scripts.</summary>
public abstract class SetupPageTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";
    private const string Chief = "chef@creneau.fr";

    private TestTown Town { get; set; } = null!;

    private TestTownHall Passy { get; set; } = null!;

    private TestTownHall Megeve { get; set; } = null!;

    private string Site => $"/agents/administration/lieux/{Passy.SiteId}";

    private string Planning => $"/agents/administration/plannings/{Passy.PlanningId}";

    public async ValueTask InitializeAsync()
    {
        Town = await TestTown.FoundAsync(provider);
        Passy = await (await Town.TownHallAsync("Passy", inseeCode: "74208")).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        Megeve = await (await Town.TownHallAsync("Megève", 45.86, 6.62, "74173")).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await Town.AgentAsync(Nadia, AgentRole.Manager, Passy);
        await Town.AgentAsync("agent@passy.fr", AgentRole.Agent, Passy, "Karim Roux");
        await Town.AgentAsync(Chief, AgentRole.Administrator, null, "Chef");
        await Town.OpenAsync("--Creneau:Agents:AdministratorsNeedSecondFactor=false");
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Fact]
    public async Task A_section_is_opened_changed_and_stands_in_a_sentence_again()
    {
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync("/agents/administration/mairie");
        await nadia.ClickAsync("Mairie de Passy");
        nadia.Text.ShouldContain("Accessible en fauteuil roulant.");
        await nadia.GoAsync(Site + "?section=acces");

        await nadia.SubmitAsync("Enregistrer", [("Access.Notes", "Entrée par la cour")]);

        nadia.Text.ShouldContain("C’est enregistré.");
        nadia.Text.ShouldContain("Accessible en fauteuil roulant. Entrée par la cour");
        nadia.Text.ShouldNotContain("Comment entrer");
    }

    [Fact]
    public async Task A_number_with_a_comma_is_told_at_its_field_and_nothing_typed_is_lost()
    {
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync(Planning + "?section=reservation");

        await nadia.SubmitAsync("Enregistrer", [("Window.LeastNoticeMinutes", "2,5"), ("Window.HorizonDays", "77")]);

        nadia.Text.ShouldContain("« Délai minimum, en minutes » : un nombre entier, sans virgule.");
        ValueOf(nadia, "Window.LeastNoticeMinutes").ShouldBe("2,5");
        ValueOf(nadia, "Window.HorizonDays").ShouldBe("77");
        (await Town.ReadAsync(db => db.Plannings.SingleAsync(row => row.Id == Passy.PlanningId))).HorizonDays.ShouldBe(60);
    }

    [Fact]
    public async Task Lead_times_of_reminders_are_written_as_people_say_them()
    {
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync(Planning);
        nadia.Text.ShouldContain("Rappels : 48 heures avant.");
        await nadia.GoAsync(Planning + "?section=rappels");
        ValueOf(nadia, "Leads").ShouldBe("48 heures");

        await nadia.SubmitAsync("Enregistrer", [("Leads", "48")]);
        nadia.Errors.ShouldHaveSingleItem().ShouldContain("Écrivez des heures ou des jours");
        ValueOf(nadia, "Leads").ShouldBe("48");
        await nadia.SubmitAsync("Enregistrer", [("Leads", "le jour même, 2 j et 1 semaine")]);

        nadia.Text.ShouldContain("Rappels : 7 jours avant, 48 heures avant et le jour même.");
        (await Town.ReadAsync(db => db.Plannings.SingleAsync(row => row.Id == Passy.PlanningId))).Reminders
            .ShouldBe(new ReminderLeads([0, 2 * 24 * 60, 7 * 24 * 60]));
        await nadia.GoAsync(Planning + "?section=rappels");
        await nadia.SubmitAsync("Enregistrer", [("Leads", "")]);
        nadia.Text.ShouldContain("Aucun rappel.");
    }

    [Fact]
    public async Task Who_saves_after_somebody_else_is_told_keeps_what_they_wrote_and_may_save_again()
    {
        using var nadia = await Town.SignedInAsync(Nadia);
        using var other = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync(Site + "?section=noms");
        await other.GoAsync(Site + "?section=noms");
        await other.SubmitAsync("Enregistrer", [("Names.Name", "Hôtel de ville")]);

        await nadia.SubmitAsync("Enregistrer", [("Names.Name", "Maison commune")]);

        nadia.Text.ShouldContain("Quelqu’un a modifié cette partie entre-temps");
        ValueOf(nadia, "Names.Name").ShouldBe("Maison commune");
        Town.Availability.Places.SiteName(Passy.SiteId).ShouldBe("Hôtel de ville");
        await nadia.SubmitAsync("Enregistrer", []);
        Town.Availability.Places.SiteName(Passy.SiteId).ShouldBe("Maison commune");
    }

    [Fact]
    public async Task A_planning_from_the_template_gets_a_desk_and_is_opened()
    {
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync("/agents/plannings");
        await nadia.SubmitAsync("Ajouter", [("Input.Name", "Titres d’identité"), ("Input.Template", "Identity")]);
        nadia.Text.ShouldContain("brouillon");
        nadia.Text.ShouldContain("Démarches : 4");
        var planning = Town.Availability.Places.Plannings.Values.Single(one => one.Name == "Titres d’identité");
        await nadia.GoAsync($"/agents/administration/guichets?lieu={Passy.SiteId}");
        await nadia.SubmitAsync("Ajouter", [("Input.Name", "DR 2"), ("Input.Ranks[0]", ""), ("Input.Ranks[1]", "1")]);
        await nadia.GoAsync($"/agents/administration/plannings/{planning.Id}");
        nadia.Text.ShouldContain("DR 2");
        await nadia.SubmitAsync("Ouvrir au public", []);

        nadia.Text.ShouldContain("Le planning est ouvert au public.");
        Town.Availability.Places.Plannings[planning.Id].IsPublished.ShouldBeTrue();
        await nadia.GoAsync("/agents/plannings");
        nadia.Text.ShouldContain("Titres d’identité");
    }

    [Fact]
    public async Task A_desk_is_retired_after_a_preview_by_name_and_comes_back()
    {
        await Town.BookedForAsync(TestTown.Agent(Passy), Passy.At(Wednesday, "09:00"), Person("Dunand"));
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync($"/agents/administration/retrait?sorte=Desk&id={Passy.DeskId("DR 1")}&date=2026-11-25");
        nadia.Text.ShouldContain("1 rendez-vous à partir du mercredi 25 novembre 2026");
        nadia.Text.ShouldContain("DUNAND Claire");

        await nadia.SubmitAsync("Mettre hors service à partir du mercredi 25 novembre 2026", []);
        nadia.Text.ShouldContain("C’est hors service à partir de cette date.");
        nadia.Text.ShouldContain("Hors service à partir du mercredi 25 novembre 2026.");
        (await Town.ReadAsync(db => db.Retirements.CountAsync())).ShouldBe(1);

        await nadia.ClickAsync("Changer la date ou remettre en service…");
        await nadia.SubmitAsync("Remettre en service", []);
        nadia.Text.ShouldContain("C’est de nouveau en service.");
        (await Town.ReadAsync(db => db.Retirements.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Everybody_after_the_date_is_cancelled_by_one_tick()
    {
        foreach (var (clock, name) in new[] { ("09:00", "Dunand"), ("09:30", "Perrin") })
        {
            await Town.BookedForAsync(TestTown.Agent(Passy), Passy.At(Wednesday, clock), Person(name));
        }

        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync($"/agents/administration/retrait?sorte=Site&id={Passy.SiteId}&date=2026-11-25");

        await nadia.SubmitAsync("Mettre hors service à partir du mercredi 25 novembre 2026", [("cancelAll", "true")]);

        nadia.Text.ShouldContain("Annulations en cours : 2.");
        (await Town.ReadAsync(db => db.Appointments.CountAsync(row => row.CancelAtUtc != null))).ShouldBe(2);
    }

    [Fact]
    public async Task A_service_shows_the_template_where_it_differs()
    {
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync($"/agents/administration/demarches/{Passy.ServiceId(ServiceKind.IdCard)}");
        nadia.Text.ShouldContain("Modèle : 15.");

        await nadia.SubmitAsync("Enregistrer", [("Input.FirstMinutes", "30")]);
        using var chief = await Town.SignedInAsync(Chief);
        await chief.GoAsync("/agents/administration/mairies");
        await chief.SubmitAsync("Enregistrer : Carte d’identité", [("first", "60")]);

        await nadia.GoAsync(Planning);
        nadia.Text.ShouldContain("30 min, puis 15 min par personne");
        nadia.Text.ShouldContain("modèle : 60 et 15");
    }

    [Fact]
    public async Task Citizens_read_a_notice_in_their_language_on_its_days()
    {
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync("/agents/administration/mairie");
        await nadia.SubmitAsync("Publier l’avis", [
            ("NoticeInput.French", "Entrée par la cour cette semaine"), ("NoticeInput.English", "Enter by the yard this week"),
            ("NoticeInput.First", "2026-11-24"), ("NoticeInput.Last", "2026-11-27")]);
        nadia.Text.ShouldContain("du mardi 24 novembre 2026 au vendredi 27 novembre 2026");

        using var citizen = Town.Visitor();
        await citizen.GoAsync($"/mairies/{Passy.SiteId}");
        citizen.Text.ShouldContain("Entrée par la cour cette semaine");
        await citizen.GoAsync($"/en/mairies/{Passy.SiteId}");
        citizen.Text.ShouldContain("Enter by the yard this week");
        await citizen.GoAsync("/?near=Sallanches");
        citizen.Text.ShouldContain("Entrée par la cour cette semaine");
    }

    [Fact]
    public async Task Another_town_halls_pages_are_not_found_and_agents_may_not_open_any()
    {
        using var nadia = await Town.SignedInAsync(Nadia);
        foreach (var address in new[]
        {
            $"/agents/administration/lieux/{Megeve.SiteId}", $"/agents/administration/plannings/{Megeve.PlanningId}",
            $"/agents/administration/guichets/{Megeve.DeskId("DR 1")}",
            $"/agents/administration/demarches/{Megeve.ServiceId(ServiceKind.IdCard)}",
            $"/agents/administration/retrait?sorte=Site&id={Megeve.SiteId}",
            $"/agents/administration/guichets?lieu={Megeve.SiteId}", "/agents/administration/mairies",
        })
        {
            (await StatusAsync(nadia, address)).ShouldBe(HttpStatusCode.NotFound, address);
        }

        using var karim = await Town.SignedInAsync("agent@passy.fr");
        (await StatusAsync(karim, Site)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_administrator_adds_suspends_and_restores_a_town_hall()
    {
        using var chief = await Town.SignedInAsync(Chief);
        await chief.GoAsync("/agents/administration/mairies");
        await chief.SubmitAsync("Ajouter", [("InseeCode", "Chamonix-Mont-Blanc 74400")]);
        chief.Text.ShouldContain("La mairie est ajoutée.");
        chief.Text.ShouldContain("Étape 1 sur 5");
        chief.Url.AbsolutePath.ShouldBe("/agents/demarrage");
        await chief.GoAsync("/agents/administration/mairies");
        await chief.ClickAsync("Suspendre… : Passy");
        chief.Text.ShouldContain("Rendez-vous à venir : 0");
        await chief.SubmitAsync("Suspendre : Passy", []);
        chief.Text.ShouldContain("La mairie est suspendue.");

        using var nadia = await Town.SignedInAsync(Nadia);
        foreach (var address in new[] { "", "/agenda", "/horaires", "/plannings", "/administration", "/pourquoi", "/demarrage", "/journal",
            "/rendez-vous/nouveau", $"/administration/lieux/{Passy.SiteId}", "/recherche?q=Dunand" })
        {
            await nadia.GoAsync("/agents" + address, HttpStatusCode.NotFound);
            nadia.Text.ShouldContain("L’accès de la mairie de Passy est suspendu.");
        }

        await nadia.GoAsync("/agents/compte");
        using var citizen = Town.Visitor();
        (await StatusAsync(citizen, $"/mairies/{Passy.SiteId}")).ShouldBe(HttpStatusCode.NotFound);
        await chief.SubmitAsync("Rétablir : Passy", []);

        await nadia.GoAsync("/agents/agenda");
        nadia.Text.ShouldNotContain("est suspendu");
        (await StatusAsync(citizen, $"/mairies/{Passy.SiteId}")).ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>I5: what was booked before the site closed is worked with as ever, and nobody new comes.</summary>
    [Fact]
    public async Task At_a_closed_site_an_agent_changes_the_phone_notes_an_arrival_and_moves_people_elsewhere()
    {
        var agent = TestTown.Agent(Passy);
        var today = await Town.BookedForAsync(agent, Passy.At(Wednesday.AddDays(-1), "09:15"), Person("Dunand"));
        var later = await Town.BookedForAsync(agent, Passy.At(Wednesday, "09:15"), Person("Favre", "Paul"));
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync($"/agents/administration/retrait?sorte=Site&id={Passy.SiteId}&date=2026-11-24");
        await nadia.SubmitAsync("Mettre hors service à partir du mardi 24 novembre 2026", []);

        await nadia.GoAsync($"/agents/rendez-vous/{today}");
        nadia.Text.ShouldContain("Mairie de Passy (fermé)");
        await nadia.SubmitAsync("Enregistrer", [("Input.Contact", "06 98 76 54 32")]);
        nadia.Text.ShouldContain("Contact enregistré");
        await nadia.GoAsync($"/agents/agenda?site={Passy.SiteId}");
        await nadia.SubmitAsync("Arrivé : DUNAND Claire", []);
        await nadia.GoAsync($"/agents/rendez-vous/{later}/deplacer");
        var offered = nadia.Page.QuerySelectorAll("[name='Input.Slot']").Select(start => start.GetAttribute("value")!).ToList();
        offered.ShouldAllBe(start => start.StartsWith($"{Megeve.SiteId}_", StringComparison.Ordinal));
        await nadia.SubmitAsync("Déplacer ici", [("Input.Slot", offered[0])]);

        nadia.Text.ShouldContain("Rendez-vous déplacé");
        (await Town.AppointmentAsync(today)).Status.ShouldBe(AppointmentStatus.Arrived);
        (await Town.AppointmentAsync(today)).Phone.ShouldBe("+33698765432");
        (await Town.AppointmentAsync(later)).SiteId.ShouldBe(Megeve.SiteId);
    }

    private static string? ValueOf(Visitor visitor, string name) =>
        visitor.Page.QuerySelector($"[name='{name}']")?.GetAttribute("value");

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string address)
    {
        try
        {
            await visitor.GoAsync(address);
        }
        catch (UnexpectedAnswerException)
        {
            // Which answer it was is asked below
        }

        return visitor.Status;
    }
}

public sealed class SetupPageOnSqliteTests() : SetupPageTests(DatabaseProvider.Sqlite);

public sealed class SetupPageOnPostgresTests() : SetupPageTests(DatabaseProvider.Postgres);
