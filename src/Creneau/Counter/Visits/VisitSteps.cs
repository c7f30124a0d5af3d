using Creneau.Acting;
using Creneau.Appointments;
using Creneau.OnePerPerson;
using Creneau.Storage;

namespace Creneau.Counter.Visits;

/// <summary>Notes steps on a visit and lets its appointment stand as the visit does; claims come and go with it (rule 4).</summary>
public sealed class VisitSteps(DuplicateCheck duplicates)
{
    /// <summary>Of a step at the desk where it is noted, by who acts.</summary>
    internal static VisitStep Step(Transaction transaction, VisitStepKind kind, int? deskId = null) => new(
        kind, transaction.NowUtc, deskId, transaction.Actor.Kind == ActorKind.Agent ? transaction.Actor.Id : null);

    internal static VisitPlace PlaceOf(Appointment appointment) =>
        new(appointment.TownHallId, appointment.SiteId, appointment.PlanningId, appointment.Date)
        {
            AppointmentId = appointment.Id,
            People = appointment.People,
        };

    /// <summary>The visit of an appointment, of which nothing is noted yet.</summary>
    internal static Visit Begin(Transaction transaction, Appointment appointment)
    {
        var visit = new Visit(appointment.Id, PlaceOf(appointment), appointment.DeleteAfterUtc);
        transaction.Db.Add(visit);
        return visit;
    }

    /// <summary>Notes a step, for all of the people alike; whoever is done or absent gives their claims up.</summary>
    internal static async Task NoteAsync(
        Transaction transaction, Visit visit, Appointment? appointment, VisitStep step, CancellationToken ct)
    {
        visit.Add(step);
        if (appointment is null)
        {
            return;
        }

        appointment.FollowVisit(StatusOf(visit.Status), KindOf(step.Kind), transaction.NowUtc);
        appointment.SetOutcomes(OutcomesOf(visit.Status, appointment.People));
        if (!appointment.Status.Claims())
        {
            await DuplicateCheck.ReleaseAsync(transaction, appointment.Id, ct);
        }
    }

    /// <summary>Gives people whose visit goes on again the claims that they had given up.</summary>
    /// <returns>Null when they have them; else why not.</returns>
    internal async Task<TransactionResult<VisitResult>?> ClaimAgainAsync(
        Transaction transaction, Appointment? appointment, CancellationToken ct)
    {
        if (appointment is null || appointment.Status.Claims())
        {
            return null;
        }

        return await duplicates.ClaimAsync(transaction, appointment, isNewQuestion: true, ct) switch
        {
            ClaimAnswer.Claimed => null,
            ClaimAnswer.StartAgain => TransactionResult.StartAgain<VisitResult>(),
            _ => transaction.CommitRefusal<VisitResult>(new VisitResult.Refused(VisitRefusal.HasAnother)),
        };
    }

    internal static AppointmentStatus StatusOf(VisitStatus status) => status switch
    {
        VisitStatus.Waiting => AppointmentStatus.Arrived,
        VisitStatus.InProgress => AppointmentStatus.InProgress,
        VisitStatus.Paused => AppointmentStatus.Paused,
        VisitStatus.Done => AppointmentStatus.Completed,
        VisitStatus.Absent => AppointmentStatus.NoShow,
        VisitStatus.Unrecorded => AppointmentStatus.Unrecorded,
    };

    /// <summary>What is known of each person once all of them stand so.</summary>
    internal static PersonOutcome[] OutcomesOf(VisitStatus status, int people) => status switch
    {
        VisitStatus.Done => [.. Enumerable.Repeat(PersonOutcome.Done, people)],
        VisitStatus.Absent => [.. Enumerable.Repeat(PersonOutcome.Absent, people)],
        _ => [],
    };

    private static AppointmentEventKind KindOf(VisitStepKind kind) => kind switch
    {
        VisitStepKind.Arrived => AppointmentEventKind.Arrived,
        VisitStepKind.Called => AppointmentEventKind.Called,
        VisitStepKind.NotCome => AppointmentEventKind.NotCome,
        VisitStepKind.Paused => AppointmentEventKind.Paused,
        VisitStepKind.Resumed => AppointmentEventKind.Resumed,
        VisitStepKind.Done => AppointmentEventKind.Completed,
        VisitStepKind.Absent => AppointmentEventKind.Absent,
        VisitStepKind.Unrecorded => AppointmentEventKind.Unrecorded,
    };
}

/// <summary>What the audit says of a visit.</summary>
internal static class VisitAudit
{
    public static AuditEntry Of(string operation, Guid visitId, int? deskId = null, string? before = null) =>
        new(operation, $"visit:{visitId}", before, deskId is { } desk ? FormattableString.Invariant($"desk:{desk}") : null);

    /// <summary>Somebody without an appointment was given a ticket.</summary>
    public static AuditEntry OfTicket(Guid visitId, Ticket ticket) => Of("visit-ticket", visitId) with { After = CodeOf(ticket) };

    /// <summary>Names a visit that has no appointment by its ticket.</summary>
    public static void AddTicket(Transaction transaction, Visit visit)
    {
        if (TicketOf(visit) is { } ticket)
        {
            transaction.AuditMore(ticket);
        }
    }

    /// <returns>Null for a visit of an appointment, which its reference names.</returns>
    public static string? TicketOf(Visit visit) =>
        visit is { AppointmentId: null, Ticket: { } ticket } ? CodeOf(ticket) : null;

    private static string CodeOf(Ticket ticket) => FormattableString.Invariant($"ticket:{ticket.Letter}{ticket.Number:00}");
}
