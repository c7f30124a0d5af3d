using System.Net;
using Creneau.Agents;
using Creneau.Notifications;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Agents;

/// <summary>The texts of messages, written without scripts.</summary>
public sealed class MessageTextPageTests : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";
    private const string Address = "/agents/messages/textes/confirmation";

    private TestTown Town { get; set; } = null!;

    private TestTownHall Passy { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        Passy = await (await Town.TownHallAsync("Passy", inseeCode: "74208")).DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await Town.AgentAsync(Nadia, AgentRole.Manager, Passy);
        await Town.AgentAsync("agent@passy.fr", AgentRole.Agent, Passy, "Karim Roux");
        await Town.AgentAsync("chef@creneau.fr", AgentRole.Administrator, null, "Chef");
        await Town.OpenAsync("--Creneau:Agents:AdministratorsNeedSecondFactor=false");
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [Fact]
    public async Task A_text_is_shown_with_what_it_becomes_saved_and_taken_back()
    {
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync(Address);
        nadia.Text.ShouldContain("Rendez-vous confirmé");

        await nadia.SubmitAsync("Aperçu", [("Input.Sms", "Passy : {{ heure }}. {{ lien }}")]);
        nadia.Text.ShouldContain("Passy : 14 h 20.");
        nadia.Text.ShouldContain("1 SMS");
        nadia.Text.ShouldContain("0,07 €");
        (await BodiesAsync()).ShouldBeEmpty();

        await nadia.SubmitAsync("Enregistrer", [("Input.Sms", "Passy : {{ heure }}. {{ lien }}")]);
        nadia.Text.ShouldContain("Le texte est enregistré.");
        nadia.Text.ShouldContain("modifié");
        (await BodiesAsync()).ShouldBe(["Passy : {{ heure }}. {{ lien }}"]);

        await nadia.SubmitAsync("Revenir au texte de la plateforme");
        (await BodiesAsync()).ShouldBeEmpty();
        await nadia.ClickAsync("Reprendre ce texte");
        nadia.Page.QuerySelector("#Input_Sms")!.TextContent.ShouldBe("Passy : {{ heure }}. {{ lien }}");
    }

    [Fact]
    public async Task A_wrong_name_is_told_loses_nothing_typed_and_is_replaced_in_one_click()
    {
        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync(Address);

        await nadia.SubmitAsync("Enregistrer", [("Input.Body", "Bonjour,\nPour {{ prénon }} <b>"), ("Input.Subject", "À moi")]);

        nadia.Text.ShouldContain("Ligne 2 : « prénon » n’existe pas.");
        nadia.Text.ShouldContain("Vouliez-vous « prénoms » ?");
        nadia.Page.QuerySelector("#Input_Body")!.TextContent.Trim().ShouldBe("Bonjour,\nPour {{ prénon }} <b>");
        nadia.Page.QuerySelector("#Input_Subject")!.GetAttribute("value").ShouldBe("À moi");
        (await BodiesAsync()).ShouldBeEmpty();

        await nadia.SubmitAsync("Remplacer");
        nadia.Page.QuerySelector("#Input_Body")!.TextContent.Trim().ShouldBe("Bonjour,\nPour {{ prénoms }} <b>");
        nadia.Text.ShouldNotContain("n’existe pas");
    }

    [Fact]
    public async Task Only_managers_see_it_and_the_invitation_is_the_platforms()
    {
        using var karim = await Town.SignedInAsync("agent@passy.fr");
        await karim.GoAsync(Address, HttpStatusCode.Forbidden);

        using var nadia = await Town.SignedInAsync(Nadia);
        await nadia.GoAsync("/agents/messages/textes/invitation", HttpStatusCode.NotFound);
        await nadia.GoAsync(Address + "?planning=999", HttpStatusCode.NotFound);

        using var chief = await Town.SignedInAsync("chef@creneau.fr");
        await chief.GoAsync("/agents/messages/textes/invitation");
        await chief.SubmitAsync("Enregistrer", [("Input.Subject", "Bienvenue à {{ mairie }}")]);
        (await Town.ReadAsync(db => db.MessageTexts.Select(text => text.TownHallId).ToListAsync())).ShouldBe([0]);
    }

    private async Task<string[]> BodiesAsync() => [.. await Town.ReadAsync(db => db.MessageTexts.Select(text => text.Body).ToListAsync())];
}
