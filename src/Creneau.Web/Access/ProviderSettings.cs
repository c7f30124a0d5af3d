namespace Creneau.Web.Access;

/// <summary>
/// Section `Creneau:Oidc`: an identity provider (OpenID Connect, such as ProConnect) by which agents may sign in. Empty: there is
/// none, and nothing of it is shown or answered.
/// </summary>
public sealed class ProviderSettings
{
    public const string Section = $"{CreneauSettings.Section}:Oidc";
    private const string Variables = "CRENEAU__OIDC__";

    /// <summary>Address of the provider, below which its description lies at `/.well-known/openid-configuration`.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>What the link on the sign-in page calls it.</summary>
    public string Name { get; set; } = "ProConnect";

    /// <summary>Asked for, separated by spaces; address and name have to be among what they give.</summary>
    public string Scopes { get; set; } = "openid email given_name usual_name";

    /// <summary>Levels of authentication that are asked for, separated by spaces; empty: whatever the provider does.</summary>
    public string AcrValues { get; set; } = "";

    /// <summary>
    /// Values of `acr` or `amr` that stand for a second factor shown at the provider, separated by spaces. Empty, or another value:
    /// what the town hall asks for holds.
    /// </summary>
    public string SecondFactor { get; set; } = "";

    /// <summary>For a provider that gives out verified addresses alone and does not say so in `email_verified`.</summary>
    public bool EmailsAreVerified { get; set; }

    /// <summary>Somebody has begun to set it up.</summary>
    public bool IsWanted => Authority.Length > 0 || ClientId.Length > 0 || ClientSecret.Length > 0;

    public bool IsOpen => IsWanted && !Faults().Any();

    public IReadOnlyList<string> SecondFactors => Split(SecondFactor);

    public IReadOnlyList<string> ScopeList => Split(Scopes);

    /// <summary>What keeps the door closed although somebody wants it; none when there is nothing to say.</summary>
    public IEnumerable<string> Faults()
    {
        if (!IsWanted)
        {
            yield break;
        }

        if (Authority.Length == 0) yield return $"{Variables}AUTHORITY is missing.";
        else if (!IsSafe(Authority)) yield return $"{Variables}AUTHORITY is no address that begins with https://.";
        if (ClientId.Length == 0) yield return $"{Variables}CLIENTID is missing.";
        if (ClientSecret.Length == 0) yield return $"{Variables}CLIENTSECRET is missing.";
        if (!ScopeList.Contains("openid")) yield return $"{Variables}SCOPES lacks openid.";
    }

    /// <summary>Says at the start what keeps the door closed.</summary>
    public void LogFaults(ILogger log)
    {
        foreach (var fault in Faults())
        {
            log.LogError("Nobody can sign in by {Provider}: {Fault}", Name, fault);
        }
    }

    public static ProviderSettings Read(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<ProviderSettings>() ?? new ProviderSettings();

    /// <summary>In the clear on this machine alone.</summary>
    private static bool IsSafe(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback);

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
