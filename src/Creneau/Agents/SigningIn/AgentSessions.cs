using Creneau.Acting;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.SigningIn;

/// <summary>Checks sessions, for every request anew: a role or session that was taken is worth nothing from then on.</summary>
public sealed class AgentSessions(
    IDbContextFactory<CreneauDb> contexts, StorageProvider storage, Transactions transactions, PlatformKeys keys, TimeProvider clock,
    AgentSettings settings)
{
    /// <returns>Null when the session ended or was signed out, or the agent is suspended or has no role any more.</returns>
    public Task<SignedInAgent?> FindAsync(SessionSecret kept, CancellationToken ct) =>
        FindAsync(kept.SessionId, SessionSecret.HashOf(keys, kept.Secret), ct);

    /// <summary>The same session as it is now, for who has checked its secret already.</summary>
    /// <param name="hash">Of the secret.</param>
    public async Task<SignedInAgent?> FindAsync(Guid sessionId, string hash, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var found = await contexts.ReadAsync(storage, async db =>
        {
            var row = await (
                from session in db.AgentSessions.AsNoTracking()
                where session.Id == sessionId && session.SecretHash == hash
                join agent in db.Agents.AsNoTracking() on session.AgentId equals agent.Id
                where agent.SuspendedUtc == null
                select new { session, agent.Name, agent.Email, agent.TwoFactorEnabled }).SingleOrDefaultAsync(ct);
            return row?.session.IsLive(nowUtc) == true
                ? (row, Places: await MembershipQueries.OfAgentAsync(db, row.session.AgentId, settings, ct))
                : default;
        }, ct);
        if (found.row is not { } known || found.Places.Count == 0)
        {
            return null;
        }

        if (known.session.IsToBeNoted(nowUtc))
        {
            await NoteSeenAsync(known.session.Id, ct);
        }

        // Where the role of the town hall was taken, they go on at another one of theirs
        var townHall = found.Places.Any(place => place.TownHallId == known.session.TownHallId)
            ? known.session.TownHallId
            : found.Places[0].TownHallId;
        return new SignedInAgent(
            known.session.AgentId, known.session.Id, hash, known.session.Stage, known.Name, known.Email ?? "", townHall, found.Places,
            known.TwoFactorEnabled);
    }

    /// <summary>Where an agent is signed in, the newest first.</summary>
    public Task<List<AgentSession>> OfAsync(int agentId, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        return contexts.ReadAsync(storage, async db =>
        {
            var all = await db.AgentSessions.AsNoTracking().Where(session => session.AgentId == agentId).ToListAsync(ct);
            return all.Where(session => session.IsLive(nowUtc)).OrderByDescending(session => session.SeenUtc).ToList();
        }, ct);
    }

    /// <summary>The ID token with which a session began; null when it began in another way, or ended.</summary>
    public async Task<string?> IdTokenOfAsync(Guid sessionId, CancellationToken ct)
    {
        var hint = await contexts.ReadAsync(storage, db => db.AgentSessions.AsNoTracking()
            .Where(session => session.Id == sessionId).Select(session => session.ProviderHint).SingleOrDefaultAsync(ct), ct);
        return hint is null ? null : keys.Decrypt(hint);
    }

    private Task<bool> NoteSeenAsync(Guid sessionId, CancellationToken ct) =>
        transactions.RunAsync(Actor.Platform, "session-seen", async transaction =>
        {
            var session = await transaction.Db.AgentSessions.SingleOrDefaultAsync(row => row.Id == sessionId, ct);
            session?.NoteSeen(transaction.NowUtc);
            return Commit(session is not null);
        }, ct);
}
