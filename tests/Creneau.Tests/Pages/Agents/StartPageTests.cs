using System.Net;
using Creneau.Acting;
using Creneau.Administration;
using Creneau.Administration.TownHalls;
using Creneau.Agents;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Places;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Agents;

/// <summary>Megève is a member and has nothing yet; Alix of the platform opens it in five steps, without scripts.</summary>
public abstract class StartPageTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Alix = "alix@creneau.fr";
    private const string Odile = "odile@passy.fr";
    private TestTown _town = null!;
    private TestTownHall _passy = null!;
    private int _megeve;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(provider);
        _passy = await (await _town.TownHallAsync("Passy")).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Odile, AgentRole.Manager, _passy, "Odile Favre");
        var alix = await _town.AgentAsync(Alix, AgentRole.Administrator, null, "Alix Roch");
        await _town.OpenAsync("--Creneau:Agents:AdministratorsNeedSecondFactor=false");
        var made = await _town.Get<CreateTownHall>().RunAsync(
            Actor.Agent(alix, null, AgentRole.Administrator.Rights(), "session", "network"), "74173", CancellationToken.None);
        _megeve = made.ShouldBeOfType<SaveResult.Saved>().Id;
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task An_administrator_opens_a_town_hall_and_citizens_find_it_only_then()
    {
        using var alix = await _town.SignedInAsync(Alix);
        using var citizen = _town.Visitor();
        await alix.GoAsync($"/agents/administration?mairie={_megeve}");
        await alix.ClickAsync("Démarrage guidé");

        await SiteAsync(alix);
        await DesksAsync(alix);
        alix.Text.ShouldContain("Quand recevez-vous pour les titres d’identité ?");
        await alix.SubmitAsync("Voir l’aperçu de cette semaine");
        alix.Text.ShouldContain("240 créneaux par semaine");
        await alix.SubmitAsync("Continuer", [("Input.Share", "1/4")]);
        await alix.SubmitAsync("Inviter et continuer", [("Input.Email", "nadia@megeve.fr")]);
        alix.Text.ShouldContain("Invitation envoyée à nadia@megeve.fr.");
        alix.Text.ShouldContain("180 créneaux par semaine");
        await citizen.GoAsync("/?near=Megève");
        citizen.Text.ShouldNotContain("20 rue des Chamois");
        await alix.SubmitAsync("Ouvrir au public");

        alix.Text.ShouldContain("C’est ouvert : les usagers peuvent réserver.");
        await citizen.GoAsync("/?near=Megève");
        citizen.Text.ShouldContain("Mairie de Megève");
        (await StartsAsync()).ShouldBeGreaterThan(0);
        (await _town.ReadAsync(db => db.Plannings.SingleAsync(row => row.TownHallId == _megeve))).IsPublished.ShouldBeTrue();
    }

    [Fact]
    public async Task The_place_comes_from_the_reference_data_is_set_by_hand_and_follows_a_move_to_another_commune()
    {
        using var alix = await _town.SignedInAsync(Alix);
        await alix.GoAsync(Address(null));
        alix.Page.QuerySelector("[data-place-map] svg[role=img]")!.GetAttribute("aria-label")!
            .ShouldStartWith("Carte des environs de Megève");
        await SiteAsync(alix);
        var commune = await PlaceAsync();
        (commune.Latitude, commune.Longitude).ShouldNotBe((0, 0));

        (string, string)[] wrong = [("95", "Entre -90 et 90."), ("NaN", "Écrivez des degrés"), ("au nord", "Écrivez des degrés")];
        foreach (var (typed, said) in wrong)
        {
            await alix.GoAsync(Address("lieu"));
            await alix.SubmitAsync("Continuer", [("Input.Latitude", typed), ("Input.Longitude", "6,61777")]);
            alix.Errors.ShouldContain(error => error.Contains(said));
            (Value(alix, "Input_Latitude"), Value(alix, "Input_Longitude")).ShouldBe((typed, "6,61777"));
        }

        await alix.SubmitAsync("Continuer", [("Input.Latitude", "45,85712"), ("Input.Longitude", "6.61777")]);
        (await PlaceAsync()).ShouldBe((45.85712, 6.61777));

        await alix.GoAsync(Address("lieu"));
        await alix.SubmitAsync("Continuer", [("Input.Postcode", "74190"), ("Input.City", "Passy")]);
        (await PlaceAsync()).ShouldNotBe((45.85712, 6.61777));
    }

    private async Task<(double Latitude, double Longitude)> PlaceAsync()
    {
        var site = await _town.ReadAsync(db => db.Sites.SingleAsync(row => row.TownHallId == _megeve));
        return (site.Latitude, site.Longitude);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_field_and_nothing_that_was_typed_is_lost()
    {
        using var alix = await _town.SignedInAsync(Alix);
        await alix.GoAsync(Address(null));

        await alix.SubmitAsync("Continuer", [("Input.Street", ""), ("Input.Postcode", "74 120"), ("Input.Notes", "Sonner")]);
        alix.Page.QuerySelector("#Input_Street")!.GetAttribute("aria-invalid").ShouldBe("true");
        alix.Errors.ShouldContain(error => error.Contains("Écrivez un code postal de cinq chiffres."));
        Value(alix, "Input_Notes").ShouldBe("Sonner");
        await SiteAsync(alix);
        await alix.SubmitAsync("Continuer", [("Input.DeskNames[1]", "DR 1")]);
        alix.Errors.ShouldContain(error => error.Contains("Un autre porte déjà ce nom."));
        await DesksAsync(alix);
        await alix.SubmitAsync("Continuer", [("Input.Days[1].MorningTo", "8 h"), ("Input.Days[2].AfternoonFrom", "midi")]);

        alix.Page.QuerySelectorAll(".field.bad").Length.ShouldBe(2);
        Value(alix, "Input_Days_2__AfternoonFrom").ShouldBe("midi");
        (await _town.ReadAsync(db => db.OpeningRules.CountAsync(rule => rule.SiteId != _passy.SiteId))).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_typed_is_there_again_after_going_back_or_leaving()
    {
        using var alix = await _town.SignedInAsync(Alix);
        await alix.GoAsync(Address(null));
        await SiteAsync(alix);

        await alix.SubmitAsync("Revenir au lieu", [("Input.DeskNames[1]", "DR de l’étage")]);
        Value(alix, "Input_Street").ShouldBe("20 rue des Chamois");
        await alix.SubmitAsync("Continuer plus tard", [("Input.Street", "22 rue des Ch")]);
        await alix.ClickAsync("Démarrage guidé");

        alix.Text.ShouldContain("Étape 2 sur 5");
        Value(alix, "Input_DeskNames_1_").ShouldBe("DR de l’étage");
        await alix.ClickAsync("Lieu");
        Value(alix, "Input_Street").ShouldBe("22 rue des Ch");
        (await _town.ReadAsync(db => db.Sites.SingleAsync(site => site.TownHallId == _megeve))).Street.ShouldBe("20 rue des Chamois");
    }

    [Fact]
    public async Task Steps_that_are_done_are_changed_without_making_anything_twice()
    {
        using var alix = await _town.SignedInAsync(Alix);
        await alix.GoAsync(Address(null));
        await SiteAsync(alix);
        await DesksAsync(alix);
        await alix.SubmitAsync("Le matin lun. à ven., 9 h – 12 h");
        await alix.SubmitAsync("Continuer");

        await alix.GoAsync(Address("lieu"));
        await alix.SubmitAsync("Continuer", [("Input.Street", "1 place de l’Église")]);
        await alix.SubmitAsync("Continuer", [("Input.DeskNames[0]", "Accueil")]);
        await alix.SubmitAsync("Continuer", [("Input.Days[4].MorningTo", "11 h"), ("Input.Minutes", "20"), ("Input.Horizon", "30")]);

        await using var db = _town.OpenDb();
        (await db.Sites.SingleAsync(site => site.TownHallId == _megeve)).Street.ShouldBe("1 place de l’Église");
        (await db.Desks.Where(desk => desk.SiteId != _passy.SiteId).Select(desk => desk.Name).Order().ToListAsync())
            .ShouldBe(["Accueil", "DR 2"]);
        var rules = await db.OpeningRules.Where(rule => rule.SiteId != _passy.SiteId).ToListAsync();
        rules.Count.ShouldBe(5);
        rules.ShouldAllBe(rule => rule.StepMinutes == 20 && rule.EndMinute == (rule.Day == DayOfWeek.Friday ? 660 : 720));
        var planning = await db.Plannings.Include(one => one.Services).SingleAsync(one => one.TownHallId == _megeve);
        planning.HorizonDays.ShouldBe(30);
        planning.Services.OrderBy(one => one.Ordinal).Select(one => one.FirstMinutes).ShouldBe([20, 20, null, null]);
    }

    [Fact]
    public async Task Hours_that_are_more_than_a_simple_week_are_left_alone()
    {
        using var odile = await _town.SignedInAsync(Odile);

        await odile.GoAsync("/agents/demarrage?etape=horaires");

        odile.Text.ShouldContain("Vos horaires sont déjà plus précis que cette page");
        odile.Page.QuerySelector("#Input_Days_0__MorningFrom").ShouldBeNull();
    }

    [Fact]
    public async Task A_manager_opens_the_own_town_hall_only_and_no_step_before_its_turn()
    {
        using var odile = await _town.SignedInAsync(Odile);
        using var alix = await _town.SignedInAsync(Alix);

        await odile.GoAsync(Address(null));
        odile.Text.ShouldContain("Mairie de Passy");
        await alix.GoAsync("/agents/demarrage", HttpStatusCode.NotFound);
        await alix.GoAsync(Address("ouvrir"));
        alix.Text.ShouldContain("Étape 1 sur 5");
        await alix.GoAsync(Address("nulle-part"), HttpStatusCode.NotFound);
    }

    private string Address(string? step) => FormattableString.Invariant(
        $"/agents/demarrage?mairie={_megeve}{(step is null ? "" : "&etape=" + step)}");

    private static string? Value(Visitor visitor, string id) => visitor.Page.QuerySelector("#" + id)!.GetAttribute("value");

    private static Task SiteAsync(Visitor visitor) => visitor.SubmitAsync(
        "Continuer", [("Input.Street", "20 rue des Chamois"), ("Input.Postcode", "74120"), ("Input.City", "Megève")]);

    private static Task DesksAsync(Visitor visitor) => visitor.SubmitAsync("Continuer", [("Input.DeskNames[1]", "DR 2")]);

    private async Task<int> StartsAsync()
    {
        var planning = await _town.ReadAsync(db => db.Plannings.SingleAsync(row => row.TownHallId == _megeve));
        var plan = _town.Availability.Map.Plans.Single(one => one.PlanningId == planning.Id);
        plan.TryAskServices([0], atCounter: false, out var ask).ShouldBeTrue();
        return plan.StartsOn(new DateOnly(2026, 11, 30), ask, _town.Today.ToDateTime(new TimeOnly(9, 0))).Count;
    }
}

public sealed class StartPageOnSqliteTests() : StartPageTests(DatabaseProvider.Sqlite);

public sealed class StartPageOnPostgresTests() : StartPageTests(DatabaseProvider.Postgres);
