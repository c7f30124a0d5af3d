using Creneau.Acting;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Agents.SigningIn;

/// <summary>What an authenticator app is set up with.</summary>
/// <param name="Key">In groups of four, to be typed.</param>
/// <param name="Address">`otpauth:` address, for the QR code.</param>
public sealed record AppKey(string Key, string Address);

/// <summary>Gives an account that has no app yet a key for one; it counts once a code has shown that the app has it.</summary>
public sealed class StartSecondFactor(Transactions transactions, AgentUsers users)
{
    private const string Issuer = "Créneau";

    /// <summary>Keeps a new key, or shows the one that waits already; null, with nothing written, when there is an app.</summary>
    public Task<AppKey?> RunAsync(Actor actor, CancellationToken ct) =>
        transactions.RunAsync<AppKey?>(actor, "second-factor-start", async transaction =>
        {
            var manager = users.On(transaction.Db);
            var agent = await transaction.Db.Agents.SingleOrDefaultAsync(row => row.Id == actor.Id, ct);
            if (agent is null or { TwoFactorEnabled: true })
            {
                return Refuse<AppKey?>(null);
            }

            if (agent.AuthenticatorKey is null)
            {
                await manager.ResetAuthenticatorKeyAsync(agent);
            }

            var key = (await manager.GetAuthenticatorKeyAsync(agent))!;
            var label = Uri.EscapeDataString($"{Issuer}:{agent.Email}");
            return Commit<AppKey?>(new AppKey(
                string.Join(' ', key.Chunk(4).Select(four => new string(four))),
                $"otpauth://totp/{label}?secret={key}&issuer={Uri.EscapeDataString(Issuer)}&digits=6"));
        }, ct);
}
