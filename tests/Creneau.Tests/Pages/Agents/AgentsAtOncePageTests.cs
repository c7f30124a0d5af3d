using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Creneau.Tests.Booking.ByAgents;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Pages.Agents;

/// <summary>Two agents at one appointment, one agent in two tabs: nothing is overwritten unseen.</summary>
public abstract class AgentsAtOncePageTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";
    private const string Paul = "paul@passy.fr";

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
        await Town.AgentAsync(Nadia, AgentRole.Agent, Passy);
        await Town.AgentAsync("odile@passy.fr", AgentRole.PlanningManager, Passy, "Odile Favre");
        await Town.AgentAsync(Paul, AgentRole.Agent, Passy, "Paul Roux");
        await Town.AgentAsync(Paul, AgentRole.Agent, Megeve, "Paul Roux");
        await Town.OpenAsync();
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Theory]
    [InlineData("annuler", "Annuler le rendez-vous", "Input.Initiative", "person")]
    [InlineData("deplacer?date=2026-11-25", "Déplacer ici", "Input.Slot", "600")]
    [InlineData("", "Enregistrer", "Input.Commune", "Passy (74190)")]
    [InlineData("personnes", "Changer les démarches", "Input.People[0].Service", "passport")]
    public async Task Who_comes_second_sees_what_the_first_one_changed_and_changes_nothing(
        string page, string button, string field, string value)
    {
        var id = await Town.BookedForAsync(TestTown.Agent(Passy), Passy.At(Wednesday, "09:00"), Person("Dunand"));
        using var nadia = await Town.SignedInAsync(Nadia);
        using var odile = await Town.SignedInAsync("odile@passy.fr");
        await nadia.GoAsync($"/agents/rendez-vous/{id}/{page}".TrimEnd('/'));
        await odile.GoAsync($"/agents/rendez-vous/{id}/deplacer?date=2026-11-25");
        await odile.SubmitAsync("Déplacer ici", [("Input.Slot", $"{Passy.SiteId}_2026-11-25_660")]);
        var before = await Town.LastEventAsync(id);

        (string, string)[] typed = [(field, value switch
        {
            "600" => $"{Passy.SiteId}_2026-11-25_600",
            "passport" => $"{Passy.ServiceId(ServiceKind.Passport)}",
            _ => value,
        })];
        await nadia.SubmitAsync(button, typed);

        nadia.Text.ShouldContain("Entre-temps, quelqu’un a changé ce rendez-vous");
        nadia.Text.ShouldContain("par Odile Favre");
        (await Town.LastEventAsync(id)).Id.ShouldBe(before.Id);
        await nadia.SubmitAsync(button, typed);
        (await Town.LastEventAsync(id)).Id.ShouldNotBe(before.Id);
    }

    [Fact]
    public async Task A_second_cancellation_within_the_minute_is_said_to_change_nothing()
    {
        var id = await Town.BookedForAsync(TestTown.Agent(Passy), Passy.At(Wednesday, "09:00"), Person("Dunand"));
        using var agent = await Town.SignedInAsync(Nadia);
        await agent.GoAsync($"/agents/rendez-vous/{id}/annuler");
        await agent.SubmitAsync("Annuler le rendez-vous", [("Input.Initiative", "person")]);

        await agent.GoAsync($"/agents/rendez-vous/{id}/annuler");
        await agent.SubmitAsync("Annuler le rendez-vous", [("Input.Initiative", "town-hall")]);

        agent.Text.ShouldContain("Une annulation est déjà demandée");
        (await Town.AppointmentAsync(id)).CancelInitiative.ShouldBe(CancelInitiative.Person);
    }

    [Fact]
    public async Task A_tab_of_another_town_hall_of_theirs_offers_to_go_on_there()
    {
        using var paul = await Town.SignedInAsync(Paul);
        var other = (await AtAsync(paul, Passy)) ? Megeve : Passy;

        foreach (var page in new[] { $"/agents/agenda?site={other.SiteId}", $"/agents/rendez-vous/nouveau?site={other.SiteId}" })
        {
            await paul.GoAsync(page);
            paul.Text.ShouldContain("Vous travaillez en ce moment pour une autre mairie");
        }

        await paul.SubmitAsync(other == Megeve ? "Passer à Megève" : "Passer à Passy");
        paul.Text.ShouldContain("Nouveau rendez-vous");
        (await AtAsync(paul, other)).ShouldBeTrue();
    }

    private static async Task<bool> AtAsync(Visitor agent, TestTownHall townHall)
    {
        await agent.GoAsync($"/agents/agenda?site={townHall.SiteId}");
        return !agent.Text.Contains("Vous travaillez en ce moment pour une autre mairie", StringComparison.Ordinal);
    }
}

public sealed class AgentsAtOncePageOnSqliteTests() : AgentsAtOncePageTests(DatabaseProvider.Sqlite);

public sealed class AgentsAtOncePageOnPostgresTests() : AgentsAtOncePageTests(DatabaseProvider.Postgres);
