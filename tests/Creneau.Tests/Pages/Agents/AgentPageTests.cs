using System.Net;
using Creneau.Agents;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Agents;

/// <summary>The way in, and what is kept when it closes behind somebody.</summary>
public sealed class AgentPageTests : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";
    private const string Boss = "boss@passy.fr";

    private TestTown _town = null!;
    private TestTownHall _passy = null!;
    private TestTownHall _sallanches = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        _passy = await _town.TownHallAsync("Passy");
        _sallanches = await _town.TownHallAsync("Sallanches");
        await _town.AgentAsync(Boss, AgentRole.Manager, _passy, "Odile Favre");
        await _town.AgentAsync(Boss, AgentRole.Manager, _sallanches);
        await _town.AgentAsync(Nadia, AgentRole.Agent, _passy);
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_stranger_is_led_to_the_sign_in_and_back_to_the_page()
    {
        using var visitor = _town.Visitor();

        await visitor.GoAsync("/agents/administration?mairie=3");
        visitor.Url.AbsolutePath.ShouldBe("/agents/connexion");
        await visitor.SubmitAsync("Continuer", [("Input.Email", Boss), ("Input.Password", TestAgents.Password)]);

        visitor.Url.PathAndQuery.ShouldBe("/agents/administration?mairie=3");
        visitor.Text.ShouldContain("Administration de Passy");
    }

    [Theory]
    [InlineData("https://example.org/agents")]
    [InlineData("//example.org/agents")]
    [InlineData("/\\example.org/agents")]
    [InlineData("/")]
    public async Task Nobody_is_led_elsewhere_by_a_return_address(string address)
    {
        using var visitor = _town.Visitor();

        await visitor.GoAsync($"/agents/connexion?returnUrl={Uri.EscapeDataString(address)}");
        await visitor.SubmitAsync("Continuer", [("Input.Email", Boss), ("Input.Password", TestAgents.Password)]);

        visitor.Url.AbsolutePath.ShouldBe("/agents/agenda");
    }

    [Fact]
    public async Task A_wrong_password_keeps_the_address_and_says_what_to_do()
    {
        using var visitor = _town.Visitor();

        await visitor.SignInAsync(Boss, "another password altogether");

        visitor.Errors.ShouldContain(error => error.Contains("ne vont pas ensemble", StringComparison.Ordinal));
        visitor.Page.QuerySelector("#Input_Email")!.GetAttribute("value").ShouldBe(Boss);
        visitor.Page.QuerySelector("#Input_Password")!.GetAttribute("value").ShouldBe("");
        visitor.Page.DocumentElement.OuterHtml.ShouldNotContain("another password");
    }

    [Fact]
    public async Task An_expired_sign_in_keeps_the_form_until_it_is_sent_again()
    {
        using var visitor = await _town.SignedInAsync(Boss);
        await visitor.GoAsync("/agents/administration");
        await _town.WriteAsync(db => db.RemoveRange(db.Set<AgentSession>()));

        await visitor.SubmitAsync("Envoyer l’invitation", [("Input.Email", "ines@passy.fr")], HttpStatusCode.Unauthorized);
        visitor.Text.ShouldContain("Votre session a pris fin");
        using (var other = visitor.NewTab())
        {
            await other.SignInAsync(Boss);
            await visitor.SubmitAsync("Renvoyer le formulaire");
        }

        visitor.Text.ShouldContain("Une invitation est partie à ines@passy.fr");
    }

    [Fact]
    public async Task A_form_of_another_town_hall_is_offered_to_be_sent_from_there()
    {
        using var visitor = await _town.SignedInAsync(Boss);
        await visitor.GoAsync("/agents/administration");
        var tab = visitor.NewTab();
        await tab.GoAsync("/agents/compte");
        await tab.SubmitAsync("Sallanches");

        await visitor.SubmitAsync("Envoyer l’invitation", [("Input.Email", "ines@passy.fr")], HttpStatusCode.Conflict);
        (await InvitedAsync()).ShouldBeEmpty();
        visitor.Text.ShouldContain("Il a été rempli pour Passy, et vous travaillez maintenant pour Sallanches");
        await visitor.SubmitAsync("Passer à Passy et envoyer");

        visitor.Text.ShouldContain("Administration de Passy");
        (await InvitedAsync()).ShouldBe([_passy.Id]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("999999")]
    [InlineData("x")]
    public async Task A_form_of_a_town_hall_that_is_not_theirs_is_not_found(string townHall)
    {
        using var visitor = await _town.SignedInAsync(Boss);
        await visitor.GoAsync("/agents/administration");

        await visitor.SubmitAsync(
            "Envoyer l’invitation", [("Input.Email", "ines@passy.fr"), ("townHall", townHall)], HttpStatusCode.NotFound);

        (await InvitedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Signing_out_closes_the_pages_also_for_the_back_button()
    {
        using var visitor = await _town.SignedInAsync(Boss);
        await visitor.GoAsync("/agents/administration");

        await visitor.SubmitAsync("Se déconnecter");
        await visitor.BackAsync();

        visitor.Url.AbsolutePath.ShouldBe("/agents/connexion");
    }

    [Fact]
    public async Task An_agent_sees_no_administration()
    {
        using var visitor = await _town.SignedInAsync(Nadia);

        await visitor.GoAsync("/agents/administration", HttpStatusCode.Forbidden);

        visitor.Text.ShouldNotContain("Odile");
    }

    [Fact]
    public async Task The_cookie_names_nobody_and_scripts_cannot_read_it()
    {
        using var visitor = await _town.SignedInAsync(Boss);

        var cookie = visitor.Cookies["creneau-agent"].ShouldNotBeNull();
        cookie.HttpOnly.ShouldBeTrue();
        cookie.Value.ShouldNotContain("boss");
        cookie.Expired.ShouldBeFalse();
    }

    [Fact]
    public async Task The_account_lists_its_sessions_and_ends_one()
    {
        using var here = await _town.SignedInAsync(Boss);
        using var there = await _town.SignedInAsync(Boss);

        await here.GoAsync("/agents/compte");
        await here.SubmitAsync("Déconnecter");
        await there.GoAsync("/agents/compte");

        here.Text.ShouldContain("Cette session a pris fin");
        there.Url.AbsolutePath.ShouldBe("/agents/connexion");
    }

    private Task<List<int?>> InvitedAsync() => _town.ReadAsync(db =>
        (from agent in db.Set<AgentAccount>()
         where agent.NormalizedEmail == "INES@PASSY.FR"
         join membership in db.Set<AgentMembership>() on agent.Id equals membership.AgentId
         select membership.TownHallId).ToListAsync(Ct));
}
