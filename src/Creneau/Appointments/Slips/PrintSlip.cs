using Creneau.Acting;
using Creneau.Appointments.Auditing;
using Creneau.Keys;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Appointments.Slips;

/// <summary>
/// Lets the short link on a slip of paper open the appointment. It is made from the platform's keys whenever it is shown, and
/// stays the same until the contact changes.
/// </summary>
public sealed class PrintSlip(Transactions transactions, AppointmentLocks locks, ShortLinks links)
{
    /// <summary>Prepares the slip of an appointment that an agent may see; a refusal has written nothing.</summary>
    /// <returns>False when the right to it is worth nothing (any more).</returns>
    public Task<bool> RunAsync(Actor actor, AppointmentAccess access, CancellationToken ct) =>
        transactions.RunAsync(actor, "print-slip", transaction =>
        {
            transaction.Audit(AppointmentAudit.Of("print-slip", access.AppointmentId));
            return locks.ByAgentAsync(transaction, access, false, appointment =>
            {
                appointment.SetShortLink(links.HashFor(appointment.Id, appointment.TokenVersion));
                return Task.FromResult(Commit(true));
            }, ct);
        }, ct);
}
