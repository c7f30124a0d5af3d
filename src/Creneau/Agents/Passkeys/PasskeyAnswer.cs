using Creneau.Keys;
using Creneau.Storage;
using Microsoft.AspNetCore.Identity;

namespace Creneau.Agents.Passkeys;

/// <summary>A passkey whose answer was right.</summary>
/// <param name="AgentId">Whose it is, or will be.</param>
public sealed record CheckedPasskey(int AgentId, UserPasskeyInfo Key);

/// <summary>
/// What a browser answered to a question about a passkey. Identity's handler checks it, which needs the request (its origin and
/// host): the door brings the check, and the use case runs it on the user manager of its transaction.
/// </summary>
/// <param name="QuestionId">Random; a question is answered once.</param>
/// <param name="CredentialId">Which passkey the browser says that it is; not checked yet.</param>
/// <param name="CheckAsync">Null: the answer is wrong.</param>
public sealed record PasskeyAnswer(
    Guid QuestionId, byte[] CredentialId, Func<UserManager<AgentAccount>, Task<CheckedPasskey?>> CheckAsync)
{
    /// <summary>How long a question waits for its answer.</summary>
    public static readonly TimeSpan QuestionLength = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Period = TimeSpan.FromDays(1);

    /// <summary>Used up by the first answer, right or wrong; false for any other.</summary>
    internal async Task<bool> TryUseAsync(CreneauDb db, PlatformKeys keys, DateTime nowUtc, CancellationToken ct)
    {
        foreach (var moment in Periods(nowUtc))
        {
            var once = new Limit("passkey-question", keys.Subjects.Of("passkey-question", QuestionId.ToString()), 1, Period, moment);
            if (!await LimitCounter.TryUseAsync(db, once, ct))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Limits count by the day. Today, and tomorrow where the question might be answered again after midnight.</summary>
    private static IEnumerable<DateTime> Periods(DateTime nowUtc)
    {
        yield return nowUtc;
        if ((nowUtc + QuestionLength).Ticks / Period.Ticks != nowUtc.Ticks / Period.Ticks)
        {
            yield return nowUtc + QuestionLength;
        }
    }
}
