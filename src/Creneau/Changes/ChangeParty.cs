using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Appointments.Auditing;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.OnePerPerson;
using Creneau.Storage;
using static Creneau.Storage.TransactionResult;

namespace Creneau.Changes;

[JsonDerivedType(typeof(Changed), "changed")]
[JsonDerivedType(typeof(DoesNotFit), "fit")]
[JsonDerivedType(typeof(Duplicate), "duplicate")]
[JsonDerivedType(typeof(AlreadyComes), "same")]
[JsonDerivedType(typeof(NotConfirmed), "not")]
[JsonDerivedType(typeof(WrongPartySize), "size")]
[JsonDerivedType(typeof(AlreadyRemoved), "removed")]
[JsonDerivedType(typeof(Gone), "gone")]
[JsonDerivedType(typeof(NoLongerOffered), "removed-service")]
public abstract record PartyResult
{
    public sealed record Changed : PartyResult;

    /// <summary>The longer appointment does not fit there; these starts are long enough for everybody.</summary>
    public sealed record DoesNotFit(IReadOnlyList<Alternative> Instead) : PartyResult;

    /// <summary>The new person has an appointment already (rule 4); nothing was changed.</summary>
    public sealed record Duplicate(AppointmentAccess? Own) : PartyResult
    {
        /// <summary>Of an agent: the appointments in the way that they may see; empty for everybody else.</summary>
        public IReadOnlyList<SeenAppointment> Seen { get; init; } = [];
    }

    /// <summary>The new person is one of those who come already.</summary>
    public sealed record AlreadyComes : PartyResult;

    /// <summary>It cannot be done online, and enough has been told today.</summary>
    public sealed record NotConfirmed : PartyResult;

    /// <summary>Nobody would be left, or more than six.</summary>
    public sealed record WrongPartySize : PartyResult;

    /// <summary>Somebody who should be removed no longer comes.</summary>
    public sealed record AlreadyRemoved : PartyResult;

    /// <summary>Cancelled, begun, past, not open to this right (any more), or the form had other content.</summary>
    public sealed record Gone : PartyResult;

    /// <summary>A service that somebody comes for was removed.</summary>
    public sealed record NoLongerOffered : PartyResult;
}

/// <summary>Who comes in addition, who no longer comes, and where they all go.</summary>
/// <param name="Added">New people, as read by <see cref="PartyReader"/>; their services are of the planning that they go to.</param>
/// <param name="Removed">Ids of the applicants who no longer come.</param>
/// <param name="Place">Null: the same start at the same site.</param>
public sealed record PartyChange(IReadOnlyList<ReadPerson> Added, IReadOnlyCollection<long> Removed, NewPlace? Place = null)
{
    /// <summary>Other services of those who stay, by the applicant's id: for agents.</summary>
    public IReadOnlyDictionary<long, int> Services { get; init; } = ImmutableDictionary<long, int>.Empty;

    /// <summary>« Ne pas prévenir », by an agent: the contact is not told.</summary>
    public bool Silent { get; init; }

    internal int ServiceOf(Applicant applicant) => Services.GetValueOrDefault(applicant.Id, applicant.ServiceId);

    internal string Content => string.Create(
        CultureInfo.InvariantCulture,
        $"{Place?.SiteId}/{Place?.Date:yyyy-MM-dd}/{Place?.StartMinute}|{string.Join(',', Removed.Order())}|{Silent}|")
        + string.Join(',', Services.OrderBy(one => one.Key).Select(one => $"{one.Key}:{one.Value}"))
        + string.Join('|', Added.Select(Text));

    private static string Text(ReadPerson person) =>
        $"{person.Name}{person.BirthDate}{person.ServiceId}{string.Join(',', person.PreRequests)}";
}

/// <summary>
/// Adds or removes people of a confirmed appointment, or, by agents, changes what they come for. It is extended or shortened
/// where that fits (another desk of the site at the same start will do); else a move is offered, and taken together with the new
/// person in one transaction.
/// </summary>
public sealed class ChangeParty(
    Transactions transactions,
    FindAppointment find,
    AppointmentMoves moves,
    PartyMessages party,
    DuplicateCheck duplicates,
    PlatformKeys keys)
{
    /// <summary>Changes who comes; a refusal has written nothing but what rule 4 counts, and the warning to another contact.</summary>
    /// <param name="formId">Random id of the form; a double click gets the same answer.</param>
    public async Task<PartyResult> RunAsync(Actor actor, AppointmentAccess access, PartyChange change, string formId, CancellationToken ct)
    {
        var asked = AppointmentAudit.Of("party", access.AppointmentId);
        if (await find.ByAccessAsync(access, ct) is not { Appointment: var before })
        {
            return await transactions.RefuseAsync<PartyResult>(actor, asked, new PartyResult.Gone(), ct);
        }

        var form = FormOf(actor, before, change, formId);
        if (await transactions.EarlierAnswerAsync<PartyResult>(form, ct) is { } earlier)
        {
            if (earlier is not PartyResult.Changed || IsDone(before, change))
            {
                return earlier;
            }

            // Undone since: the same form does it once more
            form = FormOf(actor, before, change, $"{formId}/{await party.EventsAsync(before.Id, ct)}");
        }

        if (party.TargetOf(actor, before, change, out var refusal) is null)
        {
            return await transactions.RefuseAsync(actor, asked, refusal!, ct);
        }

        if (change.Added.Count > 0 && !await duplicates.MayAskAsync(actor, before.Contact, change.Added, ct))
        {
            return await transactions.RefuseAsync<PartyResult>(actor, asked, new PartyResult.NotConfirmed(), ct);
        }

        var move = moves.Start(change.Silent && actor.AtCounter);
        return await transactions.RunAsync<PartyResult>(
            actor, form, new PartyResult.Gone(), transaction => ChangeAsync(transaction, move, access, change, ct), ct);
    }

    private FormKey FormOf(Actor actor, Appointment before, PartyChange change, string formId) =>
        FormKey.Of(keys, "party", actor, $"{formId}/{change.Content}", before.Id.ToString(), change.Content);

    private bool IsDone(Appointment before, PartyChange change) =>
        change.Added.All(person => duplicates.IsAmong(person, before.Applicants))
            && !before.Applicants.Any(
                applicant => change.Removed.Contains(applicant.Id) || applicant.ServiceId != change.ServiceOf(applicant));

    private async Task<TransactionResult<PartyResult>> ChangeAsync(
        Transaction transaction, AppointmentMove move, AppointmentAccess access, PartyChange change, CancellationToken ct)
    {
        transaction.Audit(AppointmentAudit.Of("party", access.AppointmentId));
        if (await AppointmentMove.ReadAsync(transaction, access.AppointmentId, ct) is not { } asRead || !access.Opens(asRead))
        {
            return Refuse<PartyResult>(new PartyResult.Gone());
        }

        if (party.TargetOf(transaction.Actor, asRead, change, out var refusal) is not { } offer)
        {
            return Refuse(refusal!);
        }

        await move.ChooseAsync(transaction, asRead, offer, change.Place is { } place ? id => id == place.DeskId : null, ct);
        var (appointment, isLocked) = await move.LockAsync(transaction, ct);
        if (!isLocked)
        {
            return StartAgain<PartyResult>();
        }

        if (appointment is null || !access.Opens(appointment) || !party.Messages.IsAhead(appointment, transaction.NowUtc))
        {
            return Refuse<PartyResult>(new PartyResult.Gone());
        }

        return await RefusalOfPeopleAsync(transaction, appointment, change, ct) is { } people
            ? Refuse(people)
            : await PlaceAsync(transaction, move, appointment, change, ct);
    }

    private async Task<PartyResult?> RefusalOfPeopleAsync(
        Transaction transaction, Appointment appointment, PartyChange change, CancellationToken ct)
    {
        var staying = appointment.Applicants.Where(other => !change.Removed.Contains(other.Id)).ToList();
        return change.Added.Any(person => duplicates.IsAmong(person, staying)) ? new PartyResult.AlreadyComes()
            : change.Added.Count > 0 && await duplicates.HasBeenToldEnoughAsync(transaction, appointment.Contact, ct)
                ? new PartyResult.NotConfirmed()
            : null;
    }

    private async Task<TransactionResult<PartyResult>> PlaceAsync(
        Transaction transaction, AppointmentMove move, Appointment appointment, PartyChange change, CancellationToken ct)
    {
        var before = appointment.Slot;
        var offered = await move.OfferedAsync(transaction, ct);
        appointment.ChangeParty(
            party.Applicants(appointment, change, move.Offer.Wanted.ServiceIds),
            offered?.Slot ?? before,
            transaction.NowUtc,
            EventReasons.OfSilence(move.IsSilent));
        // Nobody is offered other starts for somebody who cannot come at all
        switch (await duplicates.ReplaceAsync(transaction, appointment, ct))
        {
            case ClaimAnswer.StartAgain:
                return StartAgain<PartyResult>();
            case ClaimAnswer.Duplicate duplicate:
                return PartyMessages.Unchanged<PartyResult>(
                    transaction, new PartyResult.Duplicate(duplicate.Own) { Seen = duplicate.Seen });
            case ClaimAnswer.NotTold:
                return PartyMessages.Unchanged<PartyResult>(
                    transaction, new PartyResult.NotConfirmed());
        }

        if (offered is null && !move.IsExhausted)
        {
            return TryNext<PartyResult>();
        }

        // Closed since, or past its booking window: who needs no more keeps the time that they have (rule 6)
        if (offered is null && !KeepsTime(change, move.Offer.LeastMinutes, before.Minutes))
        {
            return Refuse<PartyResult>(new PartyResult.DoesNotFit(move.Instead(transaction.NowUtc)));
        }

        if (offered is not null && !await move.TryPlaceAsync(transaction, offered, ct))
        {
            return StartAgain<PartyResult>();
        }

        await party.NoteAsync(transaction, appointment, before, move.IsSilent, ct);
        return Commit<PartyResult>(new PartyResult.Changed());
    }

    private static bool KeepsTime(PartyChange change, int needed, int minutes) =>
        change is { Added.Count: 0, Place: null } && (change.Services.Count == 0 || needed <= minutes);
}
