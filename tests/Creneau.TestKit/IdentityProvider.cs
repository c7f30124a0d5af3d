using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Creneau.TestKit;

/// <summary>Somebody who is signed in at <see cref="IdentityProvider"/>.</summary>
/// <param name="EmailIsVerified">Null: the provider says nothing of it.</param>
/// <param name="Amr">How they have shown who they are.</param>
public sealed record ProviderPerson(string Subject, string Email, bool? EmailIsVerified = true, string Amr = "pwd");

/// <summary>
/// A real OpenID Connect provider (OpenIddict) on a free port, as ProConnect is one: the ID token names the subject, and name and
/// address come from the userinfo endpoint.
/// </summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "creneau-tests";
    public const string ClientSecret = "un secret entre les deux seulement";
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>One for all: OpenIddict's own take seconds to be made.</summary>
    private static readonly RsaSecurityKey SigningKey = new(RSA.Create(2048)) { KeyId = "tests" };

    private static readonly SymmetricSecurityKey EncryptionKey = new(RandomNumberGenerator.GetBytes(32));

    private readonly SqliteConnection _memory = new("Data Source=:memory:");
    private readonly ConcurrentQueue<string> _ended = [];
    private WebApplication _app = null!;

    private IdentityProvider()
    {
    }

    public Uri Address { get; } = new($"http://localhost:{FreePort.Take()}/");

    /// <summary>Who sits at the browser; null: nobody who lets themselves be identified.</summary>
    public ProviderPerson? Person { get; set; }

    /// <summary>Who they are once the provider has to ask again; null: the same.</summary>
    public ProviderPerson? PersonWhenAsked { get; set; }

    /// <summary>Addresses to which browsers went back after their session here was ended.</summary>
    public IReadOnlyCollection<string> Ended => _ended;

    /// <summary>Settings of a platform that signs agents in by it.</summary>
    public string[] Settings(params string[] more) =>
    [
        $"--Creneau:Oidc:Authority={Address}", $"--Creneau:Oidc:ClientId={ClientId}",
        $"--Creneau:Oidc:ClientSecret={ClientSecret}", .. more,
    ];

    public static async Task<IdentityProvider> StartNewAsync()
    {
        var provider = new IdentityProvider();
        await provider._memory.OpenAsync();
        provider._app = provider.Build();
        await using (var scope = provider._app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
        }

        await provider._app.StartAsync();
        // Its first answer takes seconds on a busy machine; whoever asks next waits for a page
        using var http = new HttpClient { BaseAddress = provider.Address };
        await http.GetStringAsync(".well-known/openid-configuration");
        return provider;
    }

    /// <summary>Makes a platform known to it, with the addresses to which it may send browsers.</summary>
    public async Task RegisterAsync(Uri platform)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new Uri(platform, "/agents/connexion/retour") },
            PostLogoutRedirectUris = { new Uri(platform, "/agents/connexion") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession,
                Permissions.GrantTypes.AuthorizationCode, Permissions.ResponseTypes.Code, Permissions.Scopes.Email,
                Permissions.Prefixes.Scope + "given_name", Permissions.Prefixes.Scope + "usual_name",
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _memory.DisposeAsync();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address.AbsoluteUri);
        builder.Services.AddDbContext<DbContext>(options => options.UseSqlite(_memory).UseOpenIddict());
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(Configure);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/connect/authorize", Authorize);
        app.MapMethods("/connect/userinfo", ["GET", "POST"], (Delegate)UserInfoAsync);
        app.MapGet("/connect/end", End);
        return app;
    }

    private void Configure(OpenIddictServerBuilder server)
    {
        server.SetIssuer(Address)
            .SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token")
            .SetUserInfoEndpointUris("connect/userinfo").SetEndSessionEndpointUris("connect/end");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes(Scopes.Email, "given_name", "usual_name");
        server.AddSigningKey(SigningKey).AddEncryptionKey(EncryptionKey);
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableUserInfoEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough().DisableTransportSecurityRequirement();
    }

    private IResult Authorize(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var person = request.HasPromptValue(PromptValues.Login) ? PersonWhenAsked ?? Person : Person;
        if (person is null)
        {
            return Results.Forbid(
                new AuthenticationProperties(new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied,
                }),
                [Scheme]);
        }

        var identity = new ClaimsIdentity("provider");
        identity.AddClaim(new Claim(Claims.Subject, person.Subject));
        identity.AddClaim(new Claim(Claims.AuthenticationMethodReference, person.Amr));
        identity.AddClaim(new Claim(Claims.Email, person.Email));
        if (person.EmailIsVerified is { } verified)
        {
            identity.AddClaim(new Claim(Claims.EmailVerified, verified ? "true" : "false", ClaimValueTypes.Boolean));
        }

        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(claim => claim.Type is Claims.Subject or Claims.AuthenticationMethodReference
            ? [Destinations.IdentityToken, Destinations.AccessToken]
            : [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: Scheme);
    }

    private static async Task<IResult> UserInfoAsync(HttpContext http)
    {
        var person = (await http.AuthenticateAsync(Scheme)).Principal!;
        Dictionary<string, object?> said = new()
        {
            [Claims.Subject] = person.GetClaim(Claims.Subject),
            [Claims.Email] = person.GetClaim(Claims.Email),
            [Claims.GivenName] = "Nadia",
            ["usual_name"] = "Berthod",
        };
        if (person.GetClaim(Claims.EmailVerified) is { } verified)
        {
            said[Claims.EmailVerified] = bool.Parse(verified);
        }

        return Results.Json(said);
    }

    private IResult End(HttpContext http)
    {
        _ended.Enqueue(http.GetOpenIddictServerRequest()!.PostLogoutRedirectUri ?? "");
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [Scheme]);
    }
}
