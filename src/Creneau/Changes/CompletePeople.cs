using System.Text.Json.Serialization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Changes;

[JsonDerivedType(typeof(Completed), "completed")]
[JsonDerivedType(typeof(Duplicate), "duplicate")]
[JsonDerivedType(typeof(NotTold), "not-told")]
[JsonDerivedType(typeof(AlreadyComes), "same")]
[JsonDerivedType(typeof(AlreadyRemoved), "removed")]
[JsonDerivedType(typeof(Gone), "gone")]
public abstract record CompleteResult
{
    public sealed record Completed : CompleteResult;

    /// <summary>Some people have another appointment already (rule 4); nothing was changed.</summary>
    /// <param name="Ordinals">Who.</param>
    /// <param name="Seen">The appointments in the way that the agent may see; of all others there is the bare fact.</param>
    public sealed record Duplicate(IReadOnlyList<int> Ordinals, IReadOnlyList<SeenAppointment> Seen) : CompleteResult;

    /// <summary>This agent has been told enough today: nobody can be named any more.</summary>
    public sealed record NotTold : CompleteResult;

    /// <summary>One of them is another of those who come already.</summary>
    public sealed record AlreadyComes : CompleteResult;

    /// <summary>Somebody who should be named no longer comes.</summary>
    public sealed record AlreadyRemoved : CompleteResult;

    /// <summary>Cancelled, begun, past, or not open to this right (any more).</summary>
    public sealed record Gone : CompleteResult;
}

/// <summary>
/// Names people who were « à compléter », or corrects a name, a birth date or a number; time and place stay. Who is named claims
/// their right in the same transaction.
/// </summary>
public sealed class CompletePeople(
    Transactions transactions, AppointmentLocks locks, DuplicateCheck duplicates, PersonClaims claims, ChangeMessages messages)
{
    /// <summary>Names people; a refusal has written nothing but what rule 4 counts, and the warning to another contact.</summary>
    /// <param name="people">By the applicant's id; their services stay. A person given without numbers keeps theirs.</param>
    /// <param name="silent">« Ne pas prévenir »: the contact is not told.</param>
    public Task<CompleteResult> RunAsync(
        Actor actor, AppointmentAccess access, IReadOnlyDictionary<long, ReadPerson> people, bool silent, CancellationToken ct) =>
        transactions.RunAsync<CompleteResult>(actor, "people", transaction =>
        {
            transaction.Audit(AppointmentAudit.Of("people", access.AppointmentId));
            return locks.ByAgentAsync<CompleteResult>(transaction, access, new CompleteResult.Gone(), async appointment =>
                await RefusalAsync(transaction, appointment, people, ct) is { } refusal
                    ? Refuse(refusal)
                    : await NameAsync(transaction, appointment, people, silent, ct), ct);
        }, ct);

    private async Task<CompleteResult?> RefusalAsync(
        Transaction transaction, Appointment appointment, IReadOnlyDictionary<long, ReadPerson> people, CancellationToken ct)
    {
        if (!messages.IsAhead(appointment, transaction.NowUtc))
        {
            return new CompleteResult.Gone();
        }

        if (people.Keys.Any(id => appointment.Applicants.All(applicant => applicant.Id != id)))
        {
            return new CompleteResult.AlreadyRemoved();
        }

        var others = appointment.Applicants.Where(applicant => !people.ContainsKey(applicant.Id)).ToList();
        foreach (var person in people.Values)
        {
            if (duplicates.IsAmong(person, others))
            {
                return new CompleteResult.AlreadyComes();
            }

            others.Add(new Applicant(others.Count, person.ServiceId, claims.DetailsOf(person)));
        }

        return await duplicates.HasBeenToldEnoughAsync(transaction, appointment.Contact, ct) ? new CompleteResult.NotTold() : null;
    }

    private async Task<TransactionResult<CompleteResult>> NameAsync(
        Transaction transaction, Appointment appointment, IReadOnlyDictionary<long, ReadPerson> people, bool silent, CancellationToken ct)
    {
        appointment.NamePeople(
            people.ToDictionary(one => one.Key, one => claims.DetailsOf(one.Value)), transaction.NowUtc, EventReasons.OfSilence(silent));
        switch (await duplicates.ReplaceAsync(transaction, appointment, ct))
        {
            case ClaimAnswer.StartAgain:
                return StartAgain<CompleteResult>();
            case ClaimAnswer.Duplicate duplicate:
                return PartyMessages.Unchanged<CompleteResult>(
                    transaction, new CompleteResult.Duplicate(duplicate.Ordinals, duplicate.Seen));
            case ClaimAnswer.NotTold:
                return PartyMessages.Unchanged<CompleteResult>(
                    transaction, new CompleteResult.NotTold());
        }

        if (!silent)
        {
            await messages.AddAsync(transaction, appointment, MessagePurpose.PartyChanged, ct);
        }

        return Commit<CompleteResult>(new CompleteResult.Completed());
    }
}
