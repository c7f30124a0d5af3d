using System.Net;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.Counter.Devices;
using Creneau.Places;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Pages.Agents;

/// <summary>Tablet, screen and settings of Passy's waiting room, and the scanner of its counter; without scripts.</summary>
public abstract class WaitingRoomPageTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";
    private const string Devices = "/agents/administration/appareils";
    private static readonly DateOnly Today = new(2026, 11, 24);

    private TestTown Town { get; set; } = null!;

    private TestTownHall Passy { get; set; } = null!;

    private TestTownHall Megeve { get; set; } = null!;

    private string Tablet => $"/accueil/{Passy.SiteId}";

    public async ValueTask InitializeAsync()
    {
        Town = await TestTown.FoundAsync(provider);
        Passy = await Town.TownHallAsync("Passy", inseeCode: "74208");
        await Passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        Megeve = await Town.TownHallAsync("Megève", 45.86, 6.62, "74173");
        await Megeve.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await Town.AgentAsync(Nadia, AgentRole.Agent, Passy);
        await Town.AgentAsync("paul@passy.fr", AgentRole.Manager, Passy, "Paul Favre");
        await Town.AgentAsync("ines@megeve.fr", AgentRole.Agent, Megeve, "Inès Blanc");
        await Town.OpenAsync();
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Fact]
    public async Task A_tablet_notes_arrivals_without_a_name_and_without_the_agent_who_enrolled_it()
    {
        var id = await BookAsync(Passy, "10:00", "Dunand");
        using var tablet = await TabletAsync();
        await tablet.GoAsync("/agents/agenda");
        tablet.Url.AbsolutePath.ShouldBe("/agents/connexion");

        await tablet.GoAsync(Tablet);
        await tablet.SubmitAsync("Je suis là", [("number", "12345")]);
        tablet.Errors.ShouldContain("Nous ne trouvons pas ce numéro. Vérifiez les 10 chiffres, ou adressez-vous à l’accueil.");
        await tablet.SubmitAsync("Je suis là", [("number", await ReferenceAsync(id))]);

        tablet.Text.ShouldContain("Votre arrivée est notée");
        tablet.Text.ShouldContain("A 01");
        tablet.Text.ShouldNotContain("Dunand", Case.Insensitive);
        (await Town.AppointmentAsync(id)).Status.ShouldBe(AppointmentStatus.Arrived);
    }

    [Fact]
    public async Task The_tablets_page_exists_nowhere_else_and_not_after_it_was_revoked()
    {
        using var tablet = await TabletAsync();
        using var stranger = Town.Visitor();
        using var nadia = await Town.SignedInAsync(Nadia);

        await stranger.GoAsync(Tablet, HttpStatusCode.NotFound);
        await nadia.GoAsync(Tablet, HttpStatusCode.NotFound);
        await tablet.GoAsync($"/accueil/{Megeve.SiteId}", HttpStatusCode.NotFound);
        await tablet.GoAsync("/accueil/999", HttpStatusCode.NotFound);
        await tablet.GoAsync(Tablet);
        await nadia.GoAsync(Devices);
        await nadia.SubmitAsync("Retirer : Tablette du hall");

        await tablet.GoAsync(Tablet, HttpStatusCode.NotFound);
        nadia.Text.ShouldContain("Aucun appareil");
    }

    [Fact]
    public async Task Another_town_halls_agent_neither_enrols_nor_revokes_devices_here()
    {
        using var tablet = await TabletAsync();
        using var ines = await Town.SignedInAsync("ines@megeve.fr");
        await ines.GoAsync(Devices);
        ines.Text.ShouldNotContain("Tablette du hall");
        var device = await Town.ReadAsync(db => db.SiteDevices.SingleAsync());

        await ines.SubmitAsync("Créer l’adresse", [("Input.Site", $"{Passy.SiteId}"), ("Input.Name", "Écran")], HttpStatusCode.NotFound);
        await ines.GoAsync(Devices);
        await ines.SubmitAsync(
            "Mettre cette tablette en service", [("Tablet.Site", $"{Passy.SiteId}"), ("Tablet.Name", "Tablette")], HttpStatusCode.NotFound);
        await RevokeAsync(ines, device.Id);

        await tablet.GoAsync(Tablet);
        (await Town.ReadAsync(db => db.SiteDevices.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_device_without_a_name_is_asked_for_one()
    {
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync(Devices);

        await nadia.SubmitAsync("Mettre cette tablette en service");
        nadia.Errors.ShouldContain(error => error.EndsWith("Donnez un nom à cet appareil, 100 caractères au plus."));
        await nadia.SubmitAsync("Créer l’adresse", [("Input.Name", new string('x', 101))]);

        nadia.Errors.ShouldContain(error => error.EndsWith("Donnez un nom à cet appareil, 100 caractères au plus."));
        nadia.Page.QuerySelector("[name='Input.Name']")!.GetAttribute("value")!.Length.ShouldBe(101);
    }

    [Fact]
    public async Task The_screen_shows_tickets_desks_and_delays_and_nobodys_name_until_its_address_is_revoked()
    {
        await BookAsync(Passy, "09:00", "Dunand");
        await BookAsync(Passy, "09:15", "Perrin");
        Town.TurnableClock.SetUtcNow(new DateTimeOffset(2026, 11, 24, 8, 35, 0, TimeSpan.Zero));
        using var nadia = await AtDeskAsync();
        var address = await ScreenAsync(nadia);
        using var screen = Town.Visitor();
        await screen.GoAsync(address);
        screen.Text.ShouldContain("Bienvenue");

        await ArriveAndCallAsync(nadia, "DUNAND");
        await nadia.GoAsync("/agents/agenda");
        await nadia.SubmitAsync("Arrivé : PERRIN Claire");
        await screen.GoAsync(address);

        screen.Text.ShouldContain("A 01 → DR 1");
        screen.Text.ShouldContain("Retard : DR 1, 20 min");
        screen.Text.ShouldNotContain("Dunand", Case.Insensitive);
        screen.Text.ShouldNotContain("Perrin", Case.Insensitive);
        await nadia.GoAsync(Devices);
        await nadia.SubmitAsync("Retirer : Écran du hall");
        await screen.GoAsync(address, HttpStatusCode.NotFound);
        await screen.GoAsync(address + "/flux", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_screens_stream_tells_a_call_and_ends_within_five_seconds_of_its_end()
    {
        await BookAsync(Passy, "09:00", "Dunand");
        using var nadia = await AtDeskAsync();
        var address = await ScreenAsync(nadia);
        using var http = new HttpClient { BaseAddress = TestTown.AddressOf(Town.Node), Timeout = TimeSpan.FromSeconds(20) };
        var ct = TestContext.Current.CancellationToken;
        using var stream = new StreamReader(await http.GetStreamAsync(new Uri(address + "/flux", UriKind.Relative), ct));
        await NextAsync(stream);

        await ArriveAndCallAsync(nadia, "DUNAND");
        await NextAsync(stream);
        await nadia.GoAsync(Devices);
        await nadia.SubmitAsync("Retirer : Écran du hall");
        Town.TurnableClock.Advance(TimeSpan.FromSeconds(5));

        (await stream.ReadToEndAsync(ct)).ShouldNotContain("Dunand");
    }

    [Fact]
    public async Task A_scanned_reference_opens_its_appointment_and_another_town_halls_says_where_to_go()
    {
        var (here, there) = (await BookAsync(Passy, "10:00", "Dunand"), await BookAsync(Megeve, "11:00", "Perrin"));
        using var nadia = await Town.SignedInAsync(Nadia);

        await nadia.GoAsync("/agents/recherche?q=" + await ReferenceAsync(here));
        nadia.Url.PathAndQuery.ShouldBe($"/agents/agenda?jour=2026-11-24&vue=jour&site={Passy.SiteId}&rdv={here}");
        await nadia.GoAsync("/agents/recherche?q=" + await ReferenceAsync(there));

        nadia.Text.ShouldContain("Ce rendez-vous n’est pas dans votre mairie : Mairie de Megève, mardi 24 novembre 2026 à 11 h 00.");
        nadia.Text.ShouldNotContain("Perrin", Case.Insensitive);
    }

    [Fact]
    public async Task A_manager_sets_delays_and_caps_and_an_agent_does_not()
    {
        using var paul = await Town.SignedInAsync("paul@passy.fr");
        await paul.GoAsync("/agents/administration/accueil");

        await paul.SubmitAsync("Enregistrer", [("Input.AbsentAfter", "beaucoup"), ("Input.Calls", "3"), ("Input.Gap", "2")]);
        paul.Errors.ShouldNotBeEmpty();
        paul.Page.QuerySelector("[name='Input.AbsentAfter']")!.GetAttribute("value").ShouldBe("beaucoup");
        await paul.SubmitAsync("Enregistrer", [("Input.AbsentAfter", "20"), ("Input.Caps[0]", "8")]);

        paul.Page.QuerySelector("[name='Input.AbsentAfter']")!.GetAttribute("value").ShouldBe("20");
        paul.Page.QuerySelector("[name='Input.Caps[0]']")!.GetAttribute("value").ShouldBe("8");
        var rules = (await Town.ReadAsync(db => db.Set<TownHall>().SingleAsync(row => row.Id == Passy.Id))).Queue;
        (rules.AbsentAfterMinutes, rules.CallsBeforeAbsent, rules.RecallGapMinutes).ShouldBe((20, 3, 2));
        (await Town.ReadAsync(db => db.Set<Planning>().SingleAsync(row => row.Id == Passy.PlanningId))).WalkInCap.ShouldBe(8);
        (await Town.ReadAsync(db => db.Set<Planning>().SingleAsync(row => row.Id == Megeve.PlanningId))).WalkInCap.ShouldBeNull();
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync("/agents/administration/accueil", HttpStatusCode.Forbidden);
    }

    private static async Task NextAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line == "event: relire") return;
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    private static async Task RevokeAsync(Visitor agent, int device)
    {
        await agent.GoAsync(Devices);
        var town = agent.Page.QuerySelector("[name=townHall]")!.GetAttribute("value")!;
        var token = agent.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await agent.PostAsync(
            Devices + "?handler=Revoke",
            [("device", $"{device}"), ("townHall", town), ("__RequestVerificationToken", token)],
            HttpStatusCode.NotFound);
    }

    private async Task<Visitor> TabletAsync()
    {
        var tablet = await Town.SignedInAsync(Nadia);
        await tablet.GoAsync(Devices);
        await tablet.SubmitAsync("Mettre cette tablette en service", [("Tablet.Name", "Tablette du hall")]);
        tablet.Url.AbsolutePath.ShouldBe(Tablet);
        return tablet;
    }

    private async Task<Visitor> AtDeskAsync()
    {
        var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync("/agents/agenda");
        await nadia.SubmitAsync("M’installer", [("desk", $"{Passy.DeskId("DR 1")}")]);
        return nadia;
    }

    /// <returns>The screen's address, without the host.</returns>
    private static async Task<string> ScreenAsync(Visitor agent)
    {
        await agent.GoAsync(Devices);
        await agent.SubmitAsync("Créer l’adresse", [("Input.Name", "Écran du hall")]);
        return new Uri(agent.Page.QuerySelector(".note-text a")!.GetAttribute("href")!).AbsolutePath;
    }

    private static async Task ArriveAndCallAsync(Visitor agent, string name)
    {
        await agent.GoAsync("/agents/agenda");
        await agent.SubmitAsync($"Arrivé : {name} Claire");
        await agent.SubmitAsync("Appeler au DR 1");
    }

    private async Task<string> ReferenceAsync(Guid id) => (await Town.AppointmentAsync(id)).Reference;

    private Task<Guid> BookAsync(TestTownHall at, string clock, string name) =>
        Town.BookedForAsync(TestTown.Agent(at), at.At(Today, clock, ServiceKind.IdCard), Person(name));
}

public sealed class WaitingRoomPageOnSqliteTests() : WaitingRoomPageTests(DatabaseProvider.Sqlite);

public sealed class WaitingRoomPageOnPostgresTests() : WaitingRoomPageTests(DatabaseProvider.Postgres);
