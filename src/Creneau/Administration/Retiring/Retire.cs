using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.Offers.Runs;
using Creneau.Storage;
using Creneau.Text;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Administration.Retiring;

public enum RetireRefusal
{
    NotFound,
    /// <summary>The date is past.</summary>
    Past,
    /// <summary>Somebody lies after the date who was not shown: booked meanwhile.</summary>
    OthersAfter,
}

public abstract record RetireResult
{
    /// <param name="Kept">Appointments that stay.</param>
    /// <param name="Cancelled">Appointments that the town hall cancels.</param>
    /// <param name="HoldsEnded">Holds of people who were booking a start that is no more.</param>
    public sealed record Retired(int Kept, int Cancelled, int HoldsEnded) : RetireResult
    {
        /// <summary>The cancellation of several that was begun; null when nobody is cancelled.</summary>
        public int? RunId { get; init; }
    }

    public sealed record Refused(RetireRefusal Reason) : RetireResult;
}

/// <summary>What is done with who lies after the date.</summary>
/// <param name="Seen">The appointments that were shown.</param>
/// <param name="Cancelled">Those of them that the town hall cancels; the others stay.</param>
public sealed record RetirementChoice(IReadOnlyCollection<Guid> Seen, IReadOnlyCollection<Guid> Cancelled)
{
    /// <summary>Nobody was shown, since nobody lies there.</summary>
    public static RetirementChoice Nobody { get; } = new([], []);

    /// <summary>What those who are cancelled are told: a code of the list, or typed.</summary>
    public string Reason { get; init; } = ListedReason.Closed;
}

/// <summary>
/// Retires a desk, a service, a site or a planning from a date on: no starts from then, on every node. History stays, and so do
/// appointments that are not cancelled; hours are left as they are, so that <see cref="Reinstate"/> brings back the same starts. Who is
/// cancelled is cancelled as by <see cref="CancelSeveral"/>: after the town hall's delay, with an offer.
/// </summary>
public sealed class Retire(Transactions transactions, DeskLocks desks, BeginRun begin, AvailabilityIndex availability)
{
    /// <summary>Writes date, cancellations and ended holds; a refusal has written nothing but its audit row.</summary>
    /// <param name="from">The first date without it; said again, the last date counts.</param>
    public Task<RetireResult> RunAsync(Actor actor, RetiredThing thing, DateOnly from, RetirementChoice choice, CancellationToken ct) =>
        transactions.RunAsync<RetireResult>(actor, "retire", async transaction =>
        {
            var entry = new AuditEntry("retire", RetirementRows.Subject(thing));
            transaction.Audit(entry);
            if (thing.Kind == RetiredKind.TownHall
                || await RetirementRows.OwnerAsync(transaction.Db, thing, ct) is not { } townHall
                || !await ManagedTownHall.MayAsync(transaction, townHall.Id, entry, ct))
            {
                return Refused(RetireRefusal.NotFound);
            }

            var locked = await RetiredDesks.LockAsync(transaction, desks, thing, ct);
            var nowLocal = townHall.LocalTime(transaction.NowUtc);
            if (from < DateOnly.FromDateTime(nowLocal))
            {
                return Refused(RetireRefusal.Past);
            }

            var after = await LyingAfter.LockedAsync(transaction, desks, (thing, from), nowLocal, ct);
            var confirmed = after.Where(one => one.Status == AppointmentStatus.Confirmed).ToList();
            if (confirmed.Exists(one => !choice.Seen.Contains(one.Id)))
            {
                return Refused(RetireRefusal.OthersAfter);
            }

            var cancelled = confirmed.Where(one => choice.Cancelled.Contains(one.Id)).ToList();
            var run = cancelled.Count == 0 ? null : await begin.AskAsync(
                transaction, new CancellationTarget(townHall.Id, CancellationScope.Chosen), ReasonOf(choice), cancelled, ct);
            var ended = await LyingAfter.EndHoldsAsync(transaction, desks, after, ct);
            await WriteAsync(transaction, townHall.Id, thing, from, ct);
            desks.ScheduleChanged(transaction, locked);
            await availability.RaiseDirectoryAsync(transaction, ct);
            transaction.Audit(entry with
            {
                After = FormattableString.Invariant(
                    $"{from:yyyy-MM-dd} kept:{confirmed.Count - cancelled.Count} cancelled:{cancelled.Count}"),
            });
            return Commit<RetireResult>(
                new RetireResult.Retired(confirmed.Count - cancelled.Count, cancelled.Count, ended) { RunId = run?.Id });
        }, ct);

    private static TransactionResult<RetireResult> Refused(RetireRefusal reason) =>
        Refuse<RetireResult>(new RetireResult.Refused(reason));

    private static string ReasonOf(RetirementChoice choice) =>
        TypedReason.Of(choice.Reason, Appointment.LongestCancelReason) ?? ListedReason.Closed;

    private static async Task WriteAsync(
        Transaction transaction, int townHallId, RetiredThing thing, DateOnly from, CancellationToken ct)
    {
        if (await RetirementRows.FindAsync(transaction.Db, thing, ct) is { } known)
        {
            known.SetFrom(from);
        }
        else
        {
            transaction.Db.Add(new Retirement(townHallId, thing, from));
        }
    }
}
