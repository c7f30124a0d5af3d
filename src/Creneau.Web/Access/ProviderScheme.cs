using Creneau.Agents;
using Creneau.Agents.Providers;
using Creneau.Web.Browser;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Creneau.Web.Access;

/// <summary>
/// Sign-in of agents by an identity provider: authorization code with PKCE and nonce, and a session of our own at the end.
/// </summary>
public static class ProviderScheme
{
    /// <summary>Of the authentication scheme.</summary>
    public const string Name = "provider";

    /// <summary>Where the provider sends the browser back to; to be registered with it.</summary>
    public const string Return = "/agents/connexion/retour";

    /// <summary>The page that explains why an identity opened nothing.</summary>
    public const string Refused = "/agents/connexion/identite";

    /// <summary>Names of what that page is told.</summary>
    public const string Reason = "ProviderRefusal";
    public const string Email = "ProviderEmail";

    /// <summary>Name of the sign-in page's text about what has just happened.</summary>
    private const string Notice = "Notice";

    /// <summary>Item of the state: the language in which the agent left.</summary>
    internal const string PathBase = "path-base";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void AddProvider(this IServiceCollection services, ProviderSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<ProviderSession>();
        if (settings.IsOpen)
        {
            services.AddAuthentication().AddOpenIdConnect(Name, options => Configure(options, settings));
        }
    }

    private static void Configure(OpenIdConnectOptions options, ProviderSettings settings)
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (settings.Authority, settings.ClientId, settings.ClientSecret);
        options.RequireHttpsMetadata = !new Uri(settings.Authority).IsLoopback;
        options.BackchannelTimeout = Patience;
        // A form that the provider's page posts here would come without cookies
        (options.ResponseType, options.ResponseMode) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query);
        (options.UsePkce, options.SaveTokens, options.MapInboundClaims) = (true, false, false);
        (options.GetClaimsFromUserInfoEndpoint, options.DisableTelemetry) = (true, true);
        options.Scope.Clear();
        foreach (var scope in settings.ScopeList) options.Scope.Add(scope);
        // The addresses for being signed out by the provider stay closed: a session ends by its row
        (options.CallbackPath, options.RemoteSignOutPath, options.SignedOutCallbackPath) = (Return, default, default);
        options.SignInScheme = AgentScheme.Name;
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            // By default the path begins with the language
            (cookie.Path, cookie.SameSite, cookie.SecurePolicy) = (Return, SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        }

        ProviderClaims.Map(options.ClaimActions);
        options.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = context => AskAsync(context, settings),
            OnTokenValidated = KeepTokenAsync,
            OnTicketReceived = SignInAsync,
            OnRemoteFailure = GoBackAsync,
        };
    }

    private static Task AskAsync(RedirectContext context, ProviderSettings settings)
    {
        var message = context.ProtocolMessage;
        // One address for both languages
        message.RedirectUri = $"{context.Request.Scheme}://{context.Request.Host}{Return}";
        context.Properties.Items[PathBase] = context.Request.PathBase.Value;
        if (settings.AcrValues.Length > 0)
        {
            message.AcrValues = settings.AcrValues;
        }

        if (settings.SecondFactors.Count > 0)
        {
            message.SetParameter("claims", """{"id_token":{"acr":null,"amr":null}}""");
        }

        return Task.CompletedTask;
    }

    private static Task KeepTokenAsync(TokenValidatedContext context)
    {
        context.HttpContext.Items[typeof(ProviderToken)] =
            new ProviderToken(context.SecurityToken.Issuer, context.TokenEndpointResponse?.IdToken);
        return Task.CompletedTask;
    }

    private static async Task SignInAsync(TicketReceivedContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        var services = http.RequestServices;
        var identity = ProviderClaims.Read(
            context.Principal!, (ProviderToken)http.Items[typeof(ProviderToken)]!, services.GetRequiredService<ProviderSettings>());
        var result = await services.GetRequiredService<SignInByProvider>().RunAsync(
            services.GetRequiredService<VisitorCookie>().Of(http), identity, DeviceName.Of(http.Request.Headers.UserAgent.ToString()),
            http.RequestAborted);
        switch (result)
        {
            case ProviderSignInResult.Started started:
                await http.SignInAgentAsync(started.Session);
                GoTo(http, context.Properties, TargetOf(started.Stage, ReturnAddress.Of(context.ReturnUri)));
                return;
            case ProviderSignInResult.Refused refused:
                Tell(http, (Reason, refused.Reason.ToString()), (Email, identity.Email));
                GoTo(http, context.Properties, Refused);
                return;
        }
    }

    /// <summary>The provider refused, the agent went back, or the answer belongs to no question of this browser.</summary>
    private static Task GoBackAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        Tell(context.HttpContext, (Notice, "ProviderFailed"));
        GoTo(context.HttpContext, context.Properties, AgentPages.SignIn);
        return Task.CompletedTask;
    }

    /// <summary>Says something to the page that comes next, once.</summary>
    internal static void Tell(HttpContext http, params ReadOnlySpan<(string Name, string Text)> said)
    {
        var told = http.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
        foreach (var (name, text) in said) told[name] = text;
        told.Save();
    }

    /// <param name="returnUrl">With the language in front, if any; null: the first page.</param>
    private static string TargetOf(SessionStage stage, string? returnUrl)
    {
        var query = returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}";
        return stage switch
        {
            SessionStage.NeedsCode => $"{AgentPages.SignIn}/code{query}",
            SessionStage.NeedsEnrolment => $"{AgentPages.SignIn}/application{query}",
            SessionStage.Open => returnUrl ?? "/agents",
        };
    }

    private static void GoTo(HttpContext http, AuthenticationProperties? state, string address)
    {
        var language = state?.Items.TryGetValue(PathBase, out var left) == true ? left : "";
        var hasLanguage = !string.IsNullOrEmpty(language) && address.StartsWith(language + "/", StringComparison.Ordinal);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Redirect(hasLanguage ? address : language + address);
    }
}

/// <summary>What the checked ID token said of itself.</summary>
/// <param name="IdToken">As it came, for ending the provider's session.</param>
internal sealed record ProviderToken(string Issuer, string? IdToken);
