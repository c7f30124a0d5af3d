using Creneau.Keys;
using Creneau.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Creneau.Agents.SigningIn;

/// <summary>
/// Makes Identity's user manager on the context of a transaction, so that what it changes is saved and audited with the rest.
/// </summary>
public sealed class AgentUsers(PlatformKeys keys, ILogger<UserManager<AgentAccount>> log)
{
    /// <summary>Name of Identity's provider of codes of an authenticator app.</summary>
    public const string App = "Authenticator";

    private static readonly PasswordHasher<AgentAccount> Hasher = new();
    private static readonly IdentityErrorDescriber Describer = new();
    private static readonly IdentityOptions Settings = Configure();

    /// <summary>What is hashed when there is no such account, so that an unknown address takes as long as a wrong password.</summary>
    private static readonly string SomeHash = Hasher.HashPassword(null!, AgentAccount.NewStamp());

    public UserManager<AgentAccount> On(CreneauDb db)
    {
        // Disposing it would dispose the store, whose context is the transaction's
        var users = new UserManager<AgentAccount>(
            new AgentStore(db, keys, Describer), Options.Create(Settings), Hasher, [], [], new UpperInvariantLookupNormalizer(), Describer,
            null!, log);
        users.RegisterTokenProvider(App, new AuthenticatorTokenProvider<AgentAccount>());
        return users;
    }

    /// <summary>Takes some tens of milliseconds, by design: never while a lock is held.</summary>
    public static bool IsPassword(AgentAccount? agent, string password) =>
        Hasher.VerifyHashedPassword(agent!, agent?.PasswordHash ?? SomeHash, password) != PasswordVerificationResult.Failed
        && agent?.PasswordHash is not null;

    /// <summary>As slow as <see cref="IsPassword"/>.</summary>
    public static string HashOf(AgentAccount? agent, string password) => Hasher.HashPassword(agent!, password);

    private static IdentityOptions Configure()
    {
        var options = new IdentityOptions();
        options.User.RequireUniqueEmail = true;
        options.Tokens.AuthenticatorTokenProvider = App;
        return options;
    }
}
