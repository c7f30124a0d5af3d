using System.Globalization;
using Creneau.Acting;
using Creneau.Keys;
using Creneau.Storage;

namespace Creneau.Agents.SigningIn;

/// <summary>How often signing in may be tried; settings under `Creneau:Limits`.</summary>
public sealed class AgentLimits
{
    /// <summary>
    /// Tries with a password, and tries with a code, for one account from one network within a quarter of an hour. Another
    /// network may go on: nobody is locked out by a stranger who knows an address.
    /// </summary>
    public int SignInsPerAccountAndNetwork { get; set; } = 20;

    /// <summary>Messages with a link for a new password to one account within a day.</summary>
    public int PasswordLinksPerAccountAndDay { get; set; } = 5;
}

/// <summary>Counts tries by account and network.</summary>
internal static class SignInLimits
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public static Limit OfPasswords(AgentLimits limits, PlatformKeys keys, Actor actor, string email, DateTime nowUtc) =>
        new("sign-in", keys.Subjects.Of("sign-in", email, actor.NetworkHash), limits.SignInsPerAccountAndNetwork, Quarter, nowUtc);

    public static Limit OfCodes(AgentLimits limits, PlatformKeys keys, Actor actor, string email, DateTime nowUtc) =>
        new("sign-in-code", keys.Subjects.Of("sign-in", email, actor.NetworkHash), limits.SignInsPerAccountAndNetwork, Quarter, nowUtc);

    public static Limit OfPasskeys(AgentLimits limits, PlatformKeys keys, Actor actor, int agentId, DateTime nowUtc) => new(
        "sign-in-passkey", keys.Subjects.Of("sign-in", agentId.ToString(CultureInfo.InvariantCulture), actor.NetworkHash),
        limits.SignInsPerAccountAndNetwork, Quarter, nowUtc);

    public static Limit OfLinks(AgentLimits limits, PlatformKeys keys, string email, DateTime nowUtc) =>
        new("password-link", keys.Subjects.Of("password-link", email), limits.PasswordLinksPerAccountAndDay, TimeSpan.FromDays(1), nowUtc);
}
