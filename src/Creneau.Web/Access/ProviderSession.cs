using System.Buffers.Text;
using System.Security.Cryptography;
using Creneau.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Creneau.Web.Access;

/// <summary>The way to the identity provider, and the end of its session.</summary>
public sealed class ProviderSession(
    ProviderSettings settings, IOptionsMonitor<OpenIdConnectOptions> options, ILogger<ProviderSession> log)
{
    /// <summary>Leads to the provider. `?autre=1` asks who it is even where the provider knows already.</summary>
    public const string Start = "/agents/connexion/fournisseur";

    private const int StateBytes = 16;

    public static void Map(IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<ProviderSettings>().IsOpen)
        {
            routes.MapGet(Start, StartAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Links).ExcludeFromDescription();
        }
    }

    /// <summary>Address that ends the provider's session and comes back to the sign-in; null when the provider has none.</summary>
    /// <param name="idToken">With which the session began.</param>
    public async Task<string?> EndAddressAsync(HttpContext context, string idToken)
    {
        if (!settings.IsOpen)
        {
            return null;
        }

        try
        {
            var known = options.Get(ProviderScheme.Name);
            var provider = await known.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
            return string.IsNullOrEmpty(provider.EndSessionEndpoint) ? null : new OpenIdConnectMessage
            {
                IssuerAddress = provider.EndSessionEndpoint,
                ClientId = settings.ClientId,
                IdTokenHint = idToken,
                PostLogoutRedirectUri = $"{context.Request.Scheme}://{context.Request.Host}{AgentPages.SignIn}",
                State = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(StateBytes)),
                EnableTelemetryParameters = false,
            }.CreateLogoutRequestUrl();
        }
        catch (Exception error) when (IsAway(error))
        {
            LogAway(error);
            return null;
        }
    }

    private static async Task<IResult> StartAsync(HttpContext context, string? returnUrl, string? autre, ProviderSession session)
    {
        context.Response.Headers.CacheControl = "no-store";
        var asked = new OpenIdConnectChallengeProperties
        {
            RedirectUri = ReturnAddress.Of(returnUrl) ?? context.Request.PathBase + "/agents",
            Prompt = autre is null ? null : OpenIdConnectPrompt.Login,
        };
        try
        {
            await context.ChallengeAsync(ProviderScheme.Name, asked);
            return TypedResults.Empty;
        }
        catch (Exception error) when (IsAway(error) && !context.Response.HasStarted)
        {
            session.LogAway(error);
            ProviderScheme.Tell(context, ("Notice", "ProviderAway"));
            return TypedResults.LocalRedirect(context.Request.PathBase + AgentPages.SignIn);
        }
    }

    /// <summary>Its description could not be read.</summary>
    private static bool IsAway(Exception error) => error is InvalidOperationException or HttpRequestException or IOException
        or TaskCanceledException;

    private void LogAway(Exception error) =>
        log.LogWarning("The identity provider does not answer: {Reason}", error.InnerException?.GetType().Name ?? error.GetType().Name);
}
