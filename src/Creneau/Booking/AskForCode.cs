using System.Text.Json.Serialization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.OnePerPerson;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Booking;

public enum CodeRefusal
{
    /// <summary>The slot is no longer kept for this session.</summary>
    HoldGone,

    /// <summary>Less than a minute since the last code.</summary>
    TooFast,

    /// <summary>This appointment has had its four codes.</summary>
    TooManyForAppointment,

    /// <summary>This contact has had too many codes within the hour, or has too many slots kept already.</summary>
    TooManyForContact,

    /// <summary>The town hall sends no codes by SMS.</summary>
    NoCodesBySms,

    /// <summary>No SMS goes to the country of this number.</summary>
    NoSmsToCountry,

    /// <summary>Too many codes by SMS for now: to numbers like this one, from this network, or for the town hall's day.</summary>
    TooManySms,
}

[JsonDerivedType(typeof(Sent), "sent")]
[JsonDerivedType(typeof(NotNeeded), "not-needed")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record CodeResult
{
    public sealed record Sent(DateTime ExpiresUtc) : CodeResult;

    /// <summary>
    /// The contact is proven for this hold already (rule 4): the people were confirmed as they are now, or the answer
    /// says why not.
    /// </summary>
    public sealed record NotNeeded(ConfirmResult Answer) : CodeResult;

    /// <param name="Wait">Until another code may be asked for; zero unless it was <see cref="CodeRefusal.TooFast"/>.</param>
    public sealed record Refused(CodeRefusal Reason, TimeSpan Wait = default) : CodeResult;
}

/// <summary>Notes who comes and sends a one-time code to the contact; the slot is kept until that code expires.</summary>
public sealed class AskForCode(
    Transactions transactions, AppointmentLocks locks, DeskLocks desks, Confirmation confirmation, PersonClaims claims, CodeSending sending)
{
    /// <summary>Notes contact and people for a hold of the actor's session and sends a code; a refusal has written nothing.</summary>
    /// <param name="contact">As read by <see cref="ContactReader"/>.</param>
    /// <param name="people">
    /// As read by <see cref="PartyReader"/>; a code that this contact has and that still counts is not sent again. Null to
    /// send a new one for what is noted already.
    /// </param>
    /// <param name="formId">Random id of the form.</param>
    public Task<CodeResult> RunAsync(
        Actor actor, Guid holdId, Contact contact, IReadOnlyList<ReadPerson>? people, string formId, CancellationToken ct)
    {
        // Details sent twice note the same people for the same code, and those sent last count; a new code is sent once a form
        var asked = new Question(holdId, contact, people);
        return people is null
            ? transactions.RunAsync(
                actor,
                sending.FormOf(actor, formId, holdId),
                Refused(CodeRefusal.HoldGone),
                transaction => AskAsync(transaction, asked, ct),
                ct)
            : transactions.RunAsync(actor, "code", transaction => AskAsync(transaction, asked, ct), ct);
    }

    private static CodeResult Refused(CodeRefusal reason) => new CodeResult.Refused(reason);

    private async Task<TransactionResult<CodeResult>> AskAsync(Transaction transaction, Question asked, CancellationToken ct)
    {
        transaction.Audit(AppointmentAudit.Of("code", asked.HoldId));
        var (hold, isLocked) = await HeldAppointment.LockAsync(transaction, locks, asked.HoldId, ct);
        if (!isLocked)
        {
            return StartAgain<CodeResult>();
        }

        if (hold is null)
        {
            return Refuse(Refused(CodeRefusal.HoldGone));
        }

        var codes = await transaction.Db.OneTimeCodes.Where(code => code.AppointmentId == hold.Id).OrderBy(code => code.Id).ToListAsync(ct);
        if (asked.People is null ? codes.Count == 0 : !asked.People.Select(person => person.ServiceId).SequenceEqual(hold.ServiceIds))
        {
            // What another hold left to be filled in, or another party, has not been read for this one
            return Refuse(Refused(CodeRefusal.HoldGone));
        }

        return asked.People is { } people && await WithoutCodeAsync(transaction, hold, codes, asked.Contact, people, ct) is { } answer
            ? answer
            : await SendAsync(transaction, hold, codes, asked, ct);
    }

    /// <summary>The contact has a code that still counts, or is proven already: mending a name needs no other code.</summary>
    /// <returns>Null when a code is needed.</returns>
    private async Task<TransactionResult<CodeResult>?> WithoutCodeAsync(
        Transaction transaction,
        Appointment hold,
        List<OneTimeCode> codes,
        Contact contact,
        IReadOnlyList<ReadPerson> people,
        CancellationToken ct)
    {
        if (!hold.HasContact(contact))
        {
            return null;
        }

        if (codes.LastOrDefault() is { } last && last.Counts(transaction.NowUtc))
        {
            hold.CorrectDetails(contact, Details(people));
            return Commit<CodeResult>(new CodeResult.Sent(last.ExpiresUtc));
        }

        if (hold.ContactProvenUtc is null)
        {
            return null;
        }

        hold.CorrectDetails(contact, Details(people));
        var (end, answer) = await confirmation.ConfirmAsync(transaction, hold, isNewQuestion: true, ct);
        return new TransactionResult<CodeResult>(end, new CodeResult.NotNeeded(answer));
    }

    private async Task<TransactionResult<CodeResult>> SendAsync(
        Transaction transaction, Appointment hold, List<OneTimeCode> codes, Question asked, CancellationToken ct)
    {
        if (await sending.RefusalAsync(transaction, hold, codes, asked.Contact, ct) is { } refusal)
        {
            return Refuse<CodeResult>(refusal);
        }

        hold.SetDetails(asked.Contact, asked.People is { } people ? Details(people) : null, OneTimeCode.Length, transaction.NowUtc);
        await desks.RestateAsync(transaction, hold.Id, hold.HoldTerms, ct);
        return Commit<CodeResult>(new CodeResult.Sent(sending.Send(transaction, hold, codes)));
    }

    private List<PersonDetails> Details(IReadOnlyList<ReadPerson> people) => [.. people.Select(claims.DetailsOf)];

    private sealed record Question(Guid HoldId, Contact Contact, IReadOnlyList<ReadPerson>? People);
}
