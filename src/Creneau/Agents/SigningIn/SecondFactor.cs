using System.Globalization;
using Creneau.Keys;
using Creneau.Storage;

namespace Creneau.Agents.SigningIn;

/// <summary>Checks what stands in for, or beside, a password: each code counts once.</summary>
internal sealed class SecondFactor(AgentUsers users, PlatformKeys keys)
{
    private const int AppDigits = 6;

    /// <returns>Whether it is right; how many recovery codes are left when one of them was used.</returns>
    public async Task<(bool IsRight, int? CodesLeft)> CheckAsync(CreneauDb db, AgentAccount agent, string? typed)
    {
        var code = Read(typed);
        if (code.Length == AppDigits && code.All(char.IsAsciiDigit))
        {
            return (await IsAppCodeAsync(db, agent, code), null);
        }

        var manager = users.On(db);
        return code.Length > 0 && (await manager.RedeemTwoFactorRecoveryCodeAsync(agent, code)).Succeeded
            ? (true, await manager.CountRecoveryCodesAsync(agent))
            : (false, null);
    }

    /// <summary>A code that was accepted before counts no more, also while its half minute runs.</summary>
    public async Task<bool> IsAppCodeAsync(CreneauDb db, AgentAccount agent, string? typed)
    {
        var code = Read(typed);
        var hash = keys.Codes.Of("app", agent.Id.ToString(CultureInfo.InvariantCulture), code);
        if (agent.LastCodeHash == hash || !await users.On(db).VerifyTwoFactorTokenAsync(agent, AgentUsers.App, code))
        {
            return false;
        }

        agent.NoteCode(hash);
        return true;
    }

    /// <summary>Spaces and hyphens, which apps and prints put in, do not matter; nor does case.</summary>
    public static string Read(string? typed) =>
        (typed ?? "").Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
