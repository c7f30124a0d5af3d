using Creneau.Acting;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.SigningIn;

public enum StopSecondFactorResult
{
    Stopped,
    WrongCode,
    /// <summary>Wrong too often from this network within a quarter of an hour.</summary>
    TooMany,
    /// <summary>There is none.</summary>
    Gone,
}

/// <summary>Takes the authenticator app away from one's own account, to set up another one or none.</summary>
public sealed class StopSecondFactor(Transactions transactions, AgentUsers users, PlatformKeys keys, AgentLimits limits)
{
    /// <summary>
    /// Removes app and recovery codes. A refusal has written the count of tries and an audit row only. Where the town hall
    /// asks for a second factor, the next sign-in sets one up.
    /// </summary>
    /// <param name="typed">A code of the app, or a recovery code.</param>
    public Task<StopSecondFactorResult> RunAsync(Actor actor, string? typed, CancellationToken ct) =>
        transactions.RunAsync(actor, "second-factor-off", async transaction =>
        {
            transaction.Audit(new AuditEntry("second-factor-off", $"agent:{actor.Id}"));
            var agent = await transaction.Db.Agents.SingleOrDefaultAsync(row => row.Id == actor.Id && row.TwoFactorEnabled, ct);
            if (agent is null)
            {
                return Refuse(StopSecondFactorResult.Gone);
            }

            var limit = SignInLimits.OfCodes(limits, keys, actor, agent.Email!, transaction.NowUtc);
            if (!await LimitCounter.TryUseAsync(transaction.Db, limit, ct))
            {
                return Refuse(StopSecondFactorResult.TooMany);
            }

            if (!(await new SecondFactor(users, keys).CheckAsync(transaction.Db, agent, typed)).IsRight)
            {
                return transaction.CommitRefusal(StopSecondFactorResult.WrongCode);
            }

            await RemoveAsync(transaction, agent, ct);
            return Commit(StopSecondFactorResult.Stopped);
        }, ct);

    internal static async Task RemoveAsync(Transaction transaction, AgentAccount agent, CancellationToken ct)
    {
        agent.TwoFactorEnabled = false;
        agent.AuthenticatorKey = null;
        await transaction.Db.RecoveryCodes.Where(code => code.AgentId == agent.Id).ExecuteDeleteAsync(ct);
    }
}
