using System.Text.Json;
using Creneau.Agents;
using Creneau.Browser.Tests.Kit;
using Creneau.Places;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Agents;

/// <summary>Passkeys with Chromium's own virtual authenticator: real keys, real signatures.</summary>
public sealed class PasskeyTests : IAsyncLifetime
{
    private const string Nadia = "nadia@passy.fr";

    private TestTown _town = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        await _town.AgentAsync(Nadia, AgentRole.Agent, await _town.TownHallAsync("Passy"));
        await _town.OpenAsync();
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task An_agent_adds_a_passkey_signs_in_with_it_and_removes_it(Screen screen)
    {
        await using var visit = await VisitAsync(screen);
        var page = visit.Page;
        await AddAsync(page);
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitTheScreenAsync();
        await visit.ScreenshotAsync($"agents-passkeys-{screen}");
        await _town.ReadAsync(
            db => db.TownHalls.ExecuteUpdateAsync(set => set.SetProperty(row => row.RequiresSecondFactor, true), Ct));

        await page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter", Exact = true }).ClickAsync();
        await page.GetByText("Utiliser ma clé d’accès").WaitForAsync();
        await visit.ShouldBeAccessibleAsync();
        await visit.ScreenshotAsync($"agents-passkey-sign-in-{screen}");
        await UseAsync(page);
        await page.GetByText("Nadia Berthod").First.WaitForAsync();

        await page.GetByText("dernier usage le").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Retirer : Mon téléphone" }).ClickAsync();
        await page.GetByText("La clé d’accès est retirée.").WaitForAsync();
        (await _town.ReadAsync(db => db.AgentPasskeys.AnyAsync(Ct))).ShouldBeFalse();
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_copy_of_a_passkey_is_known_by_its_counter()
    {
        await using var visit = await VisitAsync(Screen.Desktop);
        var authenticator = _authenticators[visit];
        await AddAsync(visit.Page);
        await SignOutAsync(visit.Page);
        await UseAsync(visit.Page);
        await visit.Page.GetByText("dernier usage le").WaitForAsync();
        await SignOutAsync(visit.Page);

        await authenticator.TurnCounterBackAsync();
        await UseAsync(visit.Page);

        await visit.Page.GetByText("Cette clé d’accès n’a pas été reconnue.").WaitForAsync();
        (await _town.ReadAsync(db => db.AgentSessions.AnyAsync(Ct))).ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_that_was_given_counts_no_second_time()
    {
        await using var visit = await VisitAsync(Screen.Desktop);
        await AddAsync(visit.Page);
        await SignOutAsync(visit.Page);
        var (sent, cookie) = ("", "");
        await visit.Page.RouteAsync("**/agents/connexion?*handler=Passkey", async route =>
        {
            (sent, cookie) = (route.Request.PostData ?? "", (await route.Request.AllHeadersAsync())["cookie"]);
            await route.ContinueAsync();
        });
        await UseAsync(visit.Page);
        await visit.Page.GetByText("dernier usage le").WaitForAsync();

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/agents/connexion?handler=Passkey"));
        request.Content = new StringContent(sent, null, "application/x-www-form-urlencoded");
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Origin", Address.AbsoluteUri.TrimEnd('/'));
        using var again = await http.SendAsync(request, Ct);

        (await again.Content.ReadAsStringAsync(Ct)).ShouldContain("n’a pas été reconnue");
        (await _town.ReadAsync(db => db.AgentSessions.CountAsync(Ct))).ShouldBe(1);
    }

    private readonly Dictionary<BrowserVisit, VirtualAuthenticator> _authenticators = [];

    /// <summary>A passkey belongs to a name, never to the number of a host.</summary>
    private Uri Address => new UriBuilder(TestTown.AddressOf(_town.Node)) { Host = "localhost" }.Uri;

    private async Task<BrowserVisit> VisitAsync(Screen screen)
    {
        var visit = await Chromium.VisitAsync(Address, screen);
        // The virtual authenticator answers by itself; here the button is what is tried
        await visit.Page.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
        _authenticators[visit] = await VirtualAuthenticator.AddAsync(visit.Page);
        return visit;
    }

    private static async Task AddAsync(IPage page)
    {
        await page.SignInAsync("/agents/compte", Nadia);
        await page.GetByLabel("Nom de la nouvelle clé").FillAsync("Mon téléphone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une clé d’accès" }).ClickAsync();
        await page.GetByText("La clé d’accès est ajoutée.").WaitForAsync();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter", Exact = true }).ClickAsync();
        await page.GetByText("Utiliser ma clé d’accès").WaitForAsync();
    }

    private static async Task UseAsync(IPage page)
    {
        await page.GotoAsync("/agents/compte");
        await page.GetByText("Utiliser ma clé d’accès").ClickAsync();
    }

    /// <summary>A phone with a fingerprint reader, inside Chromium.</summary>
    private sealed class VirtualAuthenticator(ICDPSession session, string id)
    {
        public static async Task<VirtualAuthenticator> AddAsync(IPage page)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("WebAuthn.enable");
            var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            });
            return new VirtualAuthenticator(session, added!.Value.GetProperty("authenticatorId").GetString()!);
        }

        /// <summary>As a copy that was made before the last sign-in would count.</summary>
        public async Task TurnCounterBackAsync()
        {
            var all = await session.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id });
            var credential = all!.Value.GetProperty("credentials")[0];
            await session.SendAsync("WebAuthn.clearCredentials", new() { ["authenticatorId"] = id });
            var copy = credential.Deserialize<Dictionary<string, object>>()!;
            copy["signCount"] = 0;
            await session.SendAsync("WebAuthn.addCredential", new() { ["authenticatorId"] = id, ["credential"] = copy });
        }
    }
}
