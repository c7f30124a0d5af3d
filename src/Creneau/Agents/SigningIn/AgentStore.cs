using Creneau.Keys;
using Creneau.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Agents.SigningIn;

/// <summary>
/// Identity's store on the context of a transaction, which saves. The key of the authenticator app is encrypted, recovery codes are
/// hashed, and passkeys are rows that use cases write; Identity's own tables of tokens, logins and claims are not there.
/// </summary>
internal sealed class AgentStore : UserOnlyStore<AgentAccount, CreneauDb, int>
{
    private readonly PlatformKeys _keys;

    public AgentStore(CreneauDb db, PlatformKeys keys, IdentityErrorDescriber describer)
        : base(db, describer)
    {
        _keys = keys;
        AutoSaveChanges = false;
    }

    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(AgentAccount user, CancellationToken cancellationToken) =>
        [.. (await Context.AgentPasskeys.Where(row => row.AgentId == user.Id).ToListAsync(cancellationToken)).Select(row => row.ToInfo())];

    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(
        AgentAccount user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await Context.AgentPasskeys.SingleOrDefaultAsync(
            row => row.AgentId == user.Id && row.CredentialId == credentialId, cancellationToken))?.ToInfo();

    public override async Task<AgentAccount?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await (from passkey in Context.AgentPasskeys
               where passkey.CredentialId == credentialId
               join agent in Context.Agents on passkey.AgentId equals agent.Id
               select agent).SingleOrDefaultAsync(cancellationToken);

    public override Task<string?> GetAuthenticatorKeyAsync(AgentAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AuthenticatorKey is { } cipher ? _keys.Decrypt(cipher) : null);

    public override Task SetAuthenticatorKeyAsync(AgentAccount user, string key, CancellationToken cancellationToken)
    {
        user.AuthenticatorKey = _keys.Encrypt(key);
        return Task.CompletedTask;
    }

    public override Task<int> CountCodesAsync(AgentAccount user, CancellationToken cancellationToken) =>
        Context.RecoveryCodes.CountAsync(code => code.AgentId == user.Id, cancellationToken);

    public override async Task ReplaceCodesAsync(AgentAccount user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        await Context.RecoveryCodes.Where(code => code.AgentId == user.Id).ExecuteDeleteAsync(cancellationToken);
        Context.AddRange(recoveryCodes.Select(code => new RecoveryCode(user.Id, HashOf(user, code))));
    }

    public override async Task<bool> RedeemCodeAsync(AgentAccount user, string code, CancellationToken cancellationToken)
    {
        var hash = HashOf(user, code);
        return await Context.RecoveryCodes.Where(known => known.AgentId == user.Id && known.CodeHash == hash)
            .ExecuteDeleteAsync(cancellationToken) == 1;
    }

    /// <summary>However the code is typed: see <see cref="SecondFactor.Read"/>.</summary>
    private string HashOf(AgentAccount user, string code) => _keys.Codes.Of(
        "recovery", user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), SecondFactor.Read(code));
}
