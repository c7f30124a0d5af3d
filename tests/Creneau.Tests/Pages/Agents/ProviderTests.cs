using System.Net;
using Creneau.Agents;
using Creneau.Agents.Administration;
using Creneau.Places;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Pages.Agents;

/// <summary>Signing in by a real identity provider: who gets in, who does not, and what is told.</summary>
public abstract class ProviderTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";
    private const string Boss = "boss@passy.fr";
    private const string Link = "Continuer avec ProConnect";

    private TestTown _town = null!;
    private TestTownHall _passy = null!;
    private IdentityProvider _provider = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Cookies and tokens of the way to the provider end by the real clock
        _town = await TestTown.FoundAsync(provider, realClock: true);
        _passy = await _town.TownHallAsync("Passy");
        await _town.AgentAsync(Boss, AgentRole.Manager, _passy, "Odile Favre");
        await _town.AgentAsync(Nadia, AgentRole.Agent, _passy);
        _provider = await IdentityProvider.StartNewAsync();
        _provider.Person = new ProviderPerson("subject-of-nadia", "Nadia@Passy.fr");
    }

    public async ValueTask DisposeAsync()
    {
        await _town.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Who_has_an_account_gets_in_and_back_to_the_page_that_was_wanted()
    {
        await OpenAsync();
        using var visitor = _town.Visitor();

        await visitor.GoAsync("/agents/compte?ferme=1");
        await visitor.ClickAsync(Link);

        visitor.Url.PathAndQuery.ShouldBe("/agents/compte?ferme=1");
        visitor.Text.ShouldContain("Nadia Berthod");
    }

    [Fact]
    public async Task In_english_too()
    {
        await OpenAsync();
        using var visitor = _town.Visitor("en");

        await visitor.GoAsync("/en/agents/compte");
        await visitor.ClickAsync("Continue with ProConnect");

        visitor.Url.AbsolutePath.ShouldBe("/en/agents/compte");
    }

    [Fact]
    public async Task After_the_first_time_the_subject_counts_and_the_address_no_more()
    {
        await OpenAsync();
        await EnterAsync();
        _provider.Person = new ProviderPerson("subject-of-nadia", "nadia.married@passy.fr", EmailIsVerified: false);

        using var later = await EnterAsync();
        _provider.Person = new ProviderPerson("somebody else", Nadia);
        using var other = await RefusedAsync();

        later.Text.ShouldContain("Nadia Berthod");
        other.Text.ShouldContain("s’ouvre avec une autre identité");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public async Task An_address_that_is_not_verified_opens_nothing(bool? verified)
    {
        await OpenAsync();
        _provider.Person = new ProviderPerson("subject-of-nadia", Nadia, verified);

        using var visitor = await RefusedAsync();

        visitor.Text.ShouldContain("n’a pas vérifié cette adresse");
        (await _town.ReadAsync(db => db.AgentSessions.AnyAsync(Ct))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_provider_that_verifies_every_address_is_trusted_where_a_setting_says_so()
    {
        await OpenAsync("--Creneau:Oidc:EmailsAreVerified=true");
        _provider.Person = new ProviderPerson("subject-of-nadia", Nadia, EmailIsVerified: null);

        using var visitor = await EnterAsync();

        visitor.Text.ShouldContain("Nadia Berthod");
    }

    [Fact]
    public async Task The_wrong_identity_is_explained_makes_no_account_and_leaves_the_invitation_valid()
    {
        await OpenAsync();
        var boss = TestTown.Agent(_passy, await IdOfAsync(Boss));
        await _town.Get<InviteAgent>().RunAsync(boss, _passy.Id, "ines@passy.fr", AgentRole.Agent, Ct);
        _provider.Person = new ProviderPerson("subject-at-home", "ines@maison.fr");

        using var visitor = await RefusedAsync();
        var accounts = await _town.ReadAsync(db => db.Agents.CountAsync(Ct));
        _provider.PersonWhenAsked = new ProviderPerson("subject-at-work", "ines@passy.fr");
        var explained = visitor.Text;
        await visitor.ClickAsync("Choisir une autre identité");

        explained.ShouldContain("ines@maison.fr");
        explained.ShouldNotContain("Passy");
        accounts.ShouldBe(3);
        visitor.Url.AbsolutePath.ShouldBe("/agents/agenda");
        (await _town.ReadAsync(db => db.Agents.SingleAsync(row => row.Email == "ines@passy.fr", Ct))).HasJoined.ShouldBeTrue();
    }

    [Fact]
    public async Task A_role_that_was_taken_stays_taken()
    {
        await OpenAsync();
        await EnterAsync();
        var boss = TestTown.Agent(_passy, await IdOfAsync(Boss));
        await _town.Get<ChangeRole>().RunAsync(boss, _passy.Id, await IdOfAsync(Nadia), null, Ct);

        using var visitor = await RefusedAsync();

        visitor.Text.ShouldContain("Aucun accès n’est ouvert à cette adresse");
        (await _town.ReadAsync(db => db.AgentMemberships.CountAsync(Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task A_suspended_account_stays_closed()
    {
        await OpenAsync();
        await _town.ReadAsync(db => db.Agents.Where(row => row.Email == Nadia)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SuspendedUtc, _town.NowUtc), Ct));

        using var visitor = await RefusedAsync();

        visitor.Text.ShouldContain("Ce compte est suspendu");
    }

    [Theory]
    [InlineData("mfa", "", "/agents/connexion/application")]
    [InlineData("pwd", "mfa otp", "/agents/connexion/application")]
    [InlineData("mfa", "mfa otp", "/agents/compte")]
    public async Task The_provider_s_second_factor_counts_where_a_setting_trusts_it(string shown, string trusted, string expected)
    {
        await OpenAsync($"--Creneau:Oidc:SecondFactor={trusted}");
        await _town.ReadAsync(db => db.TownHalls.ExecuteUpdateAsync(set => set.SetProperty(row => row.RequiresSecondFactor, true), Ct));
        _provider.Person = _provider.Person! with { Amr = shown };

        using var visitor = await EnterAsync();

        visitor.Url.AbsolutePath.ShouldBe(expected);
    }

    [Fact]
    public async Task Who_goes_back_at_the_provider_is_told_so()
    {
        await OpenAsync();
        _provider.Person = null;

        using var visitor = await EnterAsync();

        visitor.Url.AbsolutePath.ShouldBe("/agents/connexion");
        visitor.Text.ShouldContain("La connexion avec ProConnect n’a pas abouti.");
    }

    [Fact]
    public async Task An_answer_that_this_browser_did_not_ask_for_opens_nothing()
    {
        await OpenAsync();
        using var visitor = _town.Visitor();

        await visitor.GoAsync("/agents/connexion/retour?code=stolen&state=stolen");

        visitor.Url.AbsolutePath.ShouldBe("/agents/connexion");
        (await _town.ReadAsync(db => db.AgentSessions.AnyAsync(Ct))).ShouldBeFalse();
    }

    [Fact]
    public async Task Signing_out_ends_both_sessions_and_keeps_no_token()
    {
        await OpenAsync();
        using var visitor = await EnterAsync();
        var cookies = string.Concat(visitor.Cookies.Select(cookie => cookie.Value));

        await visitor.SubmitAsync("Se déconnecter");
        await visitor.ClickAsync("Se déconnecter de ProConnect");

        visitor.Url.AbsolutePath.ShouldBe("/agents/connexion");
        _provider.Ended.ShouldHaveSingleItem().ShouldEndWith("/agents/connexion");
        cookies.ShouldNotContain("eyJhbGciOi", Case.Sensitive, "how every token of this provider begins");
        (await _town.ReadAsync(db => db.AgentSessions.AnyAsync(Ct))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_provider_that_is_away_is_no_error_page()
    {
        await OpenAsync();
        await _provider.DisposeAsync();

        using var visitor = await EnterAsync();

        visitor.Text.ShouldContain("ProConnect ne répond pas pour le moment.");
        _provider = await IdentityProvider.StartNewAsync();
    }

    private async Task OpenAsync(params string[] more) =>
        await _provider.RegisterAsync(await _town.OpenAsync(_provider.Settings(more)));

    private async Task<Visitor> EnterAsync()
    {
        var visitor = _town.Visitor();
        await visitor.GoAsync("/agents/compte");
        await visitor.ClickAsync(Link);
        return visitor;
    }

    private async Task<Visitor> RefusedAsync()
    {
        var visitor = _town.Visitor();
        await visitor.GoAsync("/agents/compte");
        await visitor.ClickAsync(Link, HttpStatusCode.Forbidden);
        visitor.Url.AbsolutePath.ShouldBe("/agents/connexion/identite");
        return visitor;
    }

    private Task<int> IdOfAsync(string email) =>
        _town.ReadAsync(db => db.Agents.Where(row => row.Email == email).Select(row => row.Id).SingleAsync(Ct));
}

public sealed class ProviderOnSqliteTests() : ProviderTests(DatabaseProvider.Sqlite);

public sealed class ProviderOnPostgresTests() : ProviderTests(DatabaseProvider.Postgres);

/// <summary>Without settings, or with a part of them, nothing of the door is to be seen.</summary>
public sealed class ClosedProviderTests : IAsyncLifetime
{
    private TestTown _town = null!;

    public async ValueTask InitializeAsync() => _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Theory]
    [InlineData]
    [InlineData("--Creneau:Oidc:Authority=https://proconnect.example", "--Creneau:Oidc:ClientId=creneau")]
    [InlineData("--Creneau:Oidc:Authority=http://proconnect.example", "--Creneau:Oidc:ClientId=c", "--Creneau:Oidc:ClientSecret=s")]
    public async Task A_door_without_its_settings_is_not_there(params string[] settings)
    {
        await _town.OpenAsync(settings);
        using var visitor = _town.Visitor();

        foreach (var address in new[] { "fournisseur", "retour", "identite" })
        {
            await visitor.GoAsync($"/agents/connexion/{address}", HttpStatusCode.NotFound);
        }

        await visitor.GoAsync("/agents/connexion");
        visitor.Text.ShouldNotContain("ProConnect");
    }
}
