using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Offers;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Changes.Cancelling;

public abstract record AskCancellationResult
{
    /// <param name="AtUtc">When it is carried out unless it is undone.</param>
    public sealed record Asked(DateTime AtUtc) : AskCancellationResult;

    /// <summary>At once: the town hall has no delay.</summary>
    public sealed record Cancelled : AskCancellationResult;

    /// <summary>It was asked for before; nothing more to do.</summary>
    public sealed record AlreadyAsked(DateTime AtUtc) : AskCancellationResult;

    public sealed record AlreadyCancelled : AskCancellationResult;

    /// <summary>Begun, past, or not open to this right (any more).</summary>
    public sealed record Gone : AskCancellationResult;
}

/// <summary>
/// An agent's cancellation: carried out after the town hall's delay, so that a slip can be undone before anybody is told. Until
/// then status, desks and rights stay.
/// </summary>
public sealed class AskCancellation(
    Transactions transactions,
    AppointmentLocks locks,
    ChangeMessages messages,
    CancellationEnd end,
    MakeOffer offers,
    AvailabilityIndex availability)
{
    /// <summary>Asks for a cancellation; a refusal has written nothing.</summary>
    public Task<AskCancellationResult> RunAsync(Actor actor, AppointmentAccess access, AskedCancellation asked, CancellationToken ct)
    {
        var attempt = new OfferAttempt();
        return transactions.RunAsync<AskCancellationResult>(actor, "ask-cancellation", async transaction =>
        {
            transaction.Audit(AppointmentAudit.Of("ask-cancellation", access.AppointmentId));
            var asRead = await AppointmentMove.ReadAsync(transaction, access.AppointmentId, ct);
            if (asRead is not null && DelayOf(asRead) == TimeSpan.Zero)
            {
                await offers.ChooseAsync(transaction, attempt, asRead, (asked.Initiative, asked.Notifies), ct);
            }

            return await locks.ByAgentAsync<AskCancellationResult>(
                transaction,
                access,
                new AskCancellationResult.Gone(),
                async appointment => RefusalOf(transaction, appointment) is { } refusal
                    ? Refuse(refusal)
                    : await AskAsync(transaction, appointment, asked, attempt, ct),
                ct,
                attempt.Wanted);
        }, ct);
    }

    private AskCancellationResult? RefusalOf(Transaction transaction, Appointment appointment) =>
        appointment.Status == AppointmentStatus.Cancelled ? new AskCancellationResult.AlreadyCancelled()
        : appointment.CancelAtUtc is { } atUtc ? new AskCancellationResult.AlreadyAsked(atUtc)
        : messages.IsAhead(appointment, transaction.NowUtc) ? null
        : new AskCancellationResult.Gone();

    private async Task<TransactionResult<AskCancellationResult>> AskAsync(
        Transaction transaction, Appointment appointment, AskedCancellation asked, OfferAttempt attempt, CancellationToken ct)
    {
        var delay = DelayOf(appointment);
        var atUtc = transaction.NowUtc + delay;
        appointment.AskCancellation(
            asked with { Reason = TypedReason.Of(asked.Reason, Appointment.LongestCancelReason) }, atUtc, transaction.NowUtc);
        if (delay > TimeSpan.Zero)
        {
            return Commit<AskCancellationResult>(new AskCancellationResult.Asked(atUtc));
        }

        return await end.CarryOutAsync<AskCancellationResult>(
            transaction, appointment, attempt, new AskCancellationResult.Cancelled(), ct);
    }

    private TimeSpan DelayOf(Appointment appointment) =>
        TimeSpan.FromSeconds(availability.Places.TownHalls[appointment.TownHallId].CancelDelaySeconds);
}
