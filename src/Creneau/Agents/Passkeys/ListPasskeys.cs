using Creneau.Agents.SigningIn;
using Creneau.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Agents.Passkeys;

/// <summary>Reads passkeys.</summary>
public sealed class ListPasskeys(IDbContextFactory<CreneauDb> contexts, StorageProvider storage, AgentUsers users)
{
    /// <summary>Those of one account, the oldest first.</summary>
    public Task<List<AgentPasskey>> OfAsync(int agentId, CancellationToken ct) => contexts.ReadAsync(
        storage, db => db.AgentPasskeys.AsNoTracking().Where(row => row.AgentId == agentId).OrderBy(row => row.Id).ToListAsync(ct), ct);

    /// <summary>Asks Identity's user manager, which reads them too; what it changes is not saved.</summary>
    public Task<T> AskAsync<T>(Func<UserManager<AgentAccount>, Task<T>> ask, CancellationToken ct) =>
        contexts.ReadAsync(storage, db => ask(users.On(db)), ct);
}
