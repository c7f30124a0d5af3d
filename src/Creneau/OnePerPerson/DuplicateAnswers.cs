using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Storage;

namespace Creneau.OnePerPerson;

/// <summary>
/// What is told to a proven contact about people who have an appointment already: the bare fact, of three people a day per
/// contact and network; of the same person as often as wanted. The other contact is told that somebody tried.
/// </summary>
internal sealed class DuplicateAnswers(PlatformKeys keys, DuplicateLimits limits, AvailabilityIndex availability)
{
    private const string Told = "duplicate";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly ClaimHolders _holders = new(keys, limits, availability);

    public Limit LimitOf(Contact contact, DateTime nowUtc) => LimitOf(contact.SubjectIn(keys), nowUtc);

    /// <param name="asking">Whose contact asks.</param>
    public async Task<ClaimAnswer> TellAsync(
        Transaction transaction, Appointment asking, IReadOnlyList<TakenClaim> taken, CancellationToken ct)
    {
        if (asking.Contact is null)
        {
            // A slip of paper proves no contact that could be told
            return new ClaimAnswer.NotTold();
        }

        if (await ClaimHolders.LockAsync(transaction, taken, ct) is not { } holders)
        {
            return new ClaimAnswer.StartAgain();
        }

        await _holders.WarnAsync(transaction, holders.Where(holder => !IsOf(holder, asking)), asking, ct);
        // Of one's own appointment one learns nothing
        var ofOthers = holders.Where(holder => !IsOf(holder, asking)).Select(holder => holder.Id).ToHashSet();
        var facts = taken.Where(claim => ofOthers.Contains(claim.HolderId))
            .GroupBy(claim => claim.Ordinal, (_, claims) => keys.Subjects.Of(claims.MinBy(claim => claim.Kind)!.KeyHash))
            .Distinct().ToList();
        return await MayTellAsync(transaction, facts, asking, ct)
            ? new ClaimAnswer.Duplicate(
                [.. taken.Select(claim => claim.Ordinal).Distinct().Order()],
                holders.Find(holder => IsOf(holder, asking)) is { } own ? AppointmentAccess.ForContact(own, asking.Contact!) : null)
            : new ClaimAnswer.NotTold();
    }

    private Limit LimitOf(string subject, DateTime nowUtc) => new(Told, subject, limits.DuplicateAnswersPerDay, Day, nowUtc);

    private static bool IsOf(Appointment holder, Appointment asking) => holder.Contact?.SharesWayWith(asking.Contact!) == true;

    private async Task<bool> MayTellAsync(Transaction transaction, List<string> facts, Appointment asking, CancellationToken ct)
    {
        var contact = LimitOf(asking.Contact!, transaction.NowUtc);
        var network = LimitOf(transaction.Actor.NetworkHash, transaction.NowUtc);
        if (facts.Count == 0
            || (
                await LimitCounter.TryUseForAsync(transaction.Db, contact, facts, unlessSpent: null, ct)
                    && await LimitCounter.TryUseForAsync(transaction.Db, network, facts, unlessSpent: null, ct)))
        {
            return true;
        }

        // A refusal tells something as well: this contact has heard enough, and so has its network
        await LimitCounter.SpendAsync(transaction.Db, contact, ct);
        await LimitCounter.SpendAsync(transaction.Db, network, ct);
        return false;
    }
}
