using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Storage;

namespace Creneau.Offers.Runs;

/// <summary>Begins a cancellation of several in the transaction of whoever decides it.</summary>
public sealed class BeginRun(AvailabilityIndex availability)
{
    /// <summary>Asks for all of them at once; they are carried out after the town hall's delay, each with its offer.</summary>
    /// <param name="target">Chosen ones, or a time.</param>
    /// <param name="reason">A code of the list, or typed, 1 to 500 characters.</param>
    /// <param name="rows">At least one, locked, in the order of their starts.</param>
    internal async Task<CancellationRun> AskAsync(
        Transaction transaction, CancellationTarget target, string reason, IReadOnlyList<Appointment> rows, CancellationToken ct)
    {
        var nowUtc = transaction.NowUtc;
        var run = new CancellationRun(target.TownHallId, target.Scope, reason, (transaction.Actor.Id, nowUtc));
        var covered = target.Range ?? Around(rows);
        run.Cover(covered, Retention.After(covered.UntilDate, target.TownHallId, availability.Places));
        foreach (var row in rows)
        {
            run.Add(row.Id, row.Slot);
        }

        transaction.Db.Add(run);
        await transaction.Db.SaveChangesAsync(ct);
        var atUtc = nowUtc + TimeSpan.FromSeconds(availability.Places.TownHalls[target.TownHallId].CancelDelaySeconds);
        var asked = new AskedCancellation(CancelInitiative.TownHall, reason, Notifies: true) { RunId = run.Id };
        foreach (var row in rows)
        {
            row.AskCancellation(asked, atUtc, nowUtc);
        }

        return run;
    }

    private static CancelledRange Around(IReadOnlyList<Appointment> rows) => CancelledRange.Of(rows[0].Slot) with
    {
        UntilDate = rows[^1].Date,
        UntilMinute = rows[^1].EndMinute,
    };
}
