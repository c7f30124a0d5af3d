using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Storage;

namespace Creneau.OnePerPerson;

/// <summary>
/// What is told to an agent about people who have an appointment already: of appointments that they may see, which; of all
/// others the bare fact, of twenty people a day, and the contact there is told that somebody tried.
/// </summary>
internal sealed class AgentAnswers(PlatformKeys keys, DuplicateLimits limits, AvailabilityIndex availability)
{
    private const string Told = "duplicate-agent";
    private readonly ClaimHolders _holders = new(keys, limits, availability);

    public Limit LimitOf(Acting.Actor agent, DateTime nowUtc)
    {
        var id = agent.Id?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
        return new Limit(
            Told, keys.Subjects.Of("agent", id), limits.DuplicateAnswersPerAgentAndDay, TimeSpan.FromDays(1), nowUtc);
    }

    public async Task<ClaimAnswer> TellAsync(
        Transaction transaction, Appointment asking, IReadOnlyList<TakenClaim> taken, CancellationToken ct)
    {
        if (await ClaimHolders.LockAsync(transaction, taken, ct) is not { } holders)
        {
            return new ClaimAnswer.StartAgain();
        }

        var seen = holders.Where(holder => AppointmentAccess.ForAgent(transaction.Actor, holder) is not null)
            .ToDictionary(holder => holder.Id);
        await _holders.WarnAsync(transaction, holders.Where(holder => !seen.ContainsKey(holder.Id)), asking, ct);
        var facts = taken.Where(claim => !seen.ContainsKey(claim.HolderId))
            .GroupBy(claim => claim.Ordinal, (_, claims) => keys.Subjects.Of(claims.MinBy(claim => claim.Kind)!.KeyHash))
            .Distinct().ToList();
        if (facts.Count > 0
            && !await LimitCounter.TryUseForAsync(
                transaction.Db, LimitOf(transaction.Actor, transaction.NowUtc), facts, unlessSpent: null, ct))
        {
            return new ClaimAnswer.NotTold();
        }

        return new ClaimAnswer.Duplicate([.. taken.Select(claim => claim.Ordinal).Distinct().Order()], Own: null)
        {
            Seen =
            [
                .. taken.Where(claim => seen.ContainsKey(claim.HolderId)).DistinctBy(claim => (claim.Ordinal, claim.HolderId))
                    .Select(claim => new SeenAppointment(claim.Ordinal, claim.HolderId, seen[claim.HolderId].Slot)),
            ],
        };
    }
}
