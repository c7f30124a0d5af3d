using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Keys;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using static Creneau.Storage.TransactionResult;

namespace Creneau.OnePerPerson;

/// <summary>What became of the wish to claim people for an appointment.</summary>
public abstract record ClaimAnswer
{
    /// <summary>Every claim is there.</summary>
    public sealed record Claimed : ClaimAnswer;

    /// <summary>Some have an appointment already; nothing is claimed.</summary>
    /// <param name="Ordinals">Who; never where or when.</param>
    /// <param name="Own">The other appointment, where it has the same proven contact.</param>
    public sealed record Duplicate(IReadOnlyList<int> Ordinals, AppointmentAccess? Own) : ClaimAnswer
    {
        /// <summary>Of an agent: the appointments in the way that they may see; empty for everybody else.</summary>
        public IReadOnlyList<SeenAppointment> Seen { get; init; } = [];
    }

    /// <summary>Nothing is claimed, and enough has been asked or told today.</summary>
    public sealed record NotTold : ClaimAnswer;

    /// <summary>An appointment that was in the way has ended meanwhile: start again.</summary>
    public sealed record StartAgain : ClaimAnswer;
}

/// <summary>An appointment in the way that an agent may see.</summary>
/// <param name="Ordinal">Of the person who has it.</param>
public sealed record SeenAppointment(int Ordinal, Guid AppointmentId, SlotTime Slot);

/// <summary>
/// The one entry to rule 4: nobody has two active appointments for one procedure on the whole platform, and what is told
/// about it is limited. See `docs/decisions/0007-what-rule-4-costs.md`.
/// </summary>
public sealed class DuplicateCheck(
    PersonClaims claims, PlatformKeys keys, DuplicateLimits limits, AvailabilityIndex availability, Transactions transactions)
{
    private readonly PeopleAsked _asked = new(keys, claims, limits, availability);
    private readonly DuplicateAnswers _answers = new(keys, limits, availability);
    private readonly AgentAnswers _agents = new(keys, limits, availability);

    /// <summary>
    /// Whether a contact, or the agent who acts, has been told enough today. Whoever has gets the same answer whoever it is
    /// about, before anything is looked up: else « non » would tell as much as the fact itself. A network, which many people
    /// share, does not suffer for one of them.
    /// </summary>
    /// <param name="contact">Who asks; null only when an agent does.</param>
    public Task<bool> HasBeenToldEnoughAsync(Transaction transaction, Contact? contact, CancellationToken ct)
    {
        var (actor, nowUtc) = (transaction.Actor, transaction.NowUtc);
        var limit = actor.AtCounter ? _agents.LimitOf(actor, nowUtc) : _answers.LimitOf(contact!, nowUtc);
        return LimitCounter.IsSpentAsync(transaction.Db, limit, ct);
    }

    /// <summary>
    /// Looks whether the named people of an appointment that is not stored yet may be claimed, or answers why not. Nothing is
    /// claimed: see <see cref="ClaimLastAsync"/>.
    /// </summary>
    public async Task<ClaimAnswer> LookAsync(Transaction transaction, Appointment asking, CancellationToken ct) =>
        await AnswerAsync(
            transaction, asking, new ClaimsTaken(await claims.TakenAsync(transaction.Db, asking, availability.Places, ct)), ct);

    /// <summary>
    /// Claims the named people of an appointment once it is stored. Whoever claims one of them at the same moment makes the
    /// database refuse this, and the decision is made once more.
    /// </summary>
    public Task ClaimLastAsync(Transaction transaction, Appointment asking, CancellationToken ct) =>
        claims.InsertLastAsync(transaction, asking, availability.Places, ct);

    /// <summary>Claims the named people of an appointment that has no claims, or answers why not.</summary>
    /// <param name="isNewQuestion">False when its people were asked about before: going on without some of them asks nothing new.</param>
    public async Task<ClaimAnswer> ClaimAsync(Transaction transaction, Appointment asking, bool isNewQuestion, CancellationToken ct)
    {
        if (isNewQuestion
            && !transaction.Actor.AtCounter
            && !await _asked.TryAsync(transaction, asking, _answers.LimitOf(asking.Contact!, transaction.NowUtc), ct))
        {
            return new ClaimAnswer.NotTold();
        }

        return await AnswerAsync(transaction, asking, await claims.InsertAsync(transaction.Db, asking, availability.Places, ct), ct);
    }

    /// <summary>
    /// Claims who has come to an appointment and gives up who has left it, or answers why not; then the claims are the
    /// ones before.
    /// </summary>
    public async Task<ClaimAnswer> ReplaceAsync(Transaction transaction, Appointment changed, CancellationToken ct) =>
        await AnswerAsync(transaction, changed, await claims.ReplaceAsync(transaction.Db, changed, availability.Places, ct), ct);

    /// <summary>Counts, on its own, that a contact asks about people who shall come as well: to be refused is an answer too.</summary>
    /// <returns>
    /// False when the contact has asked about enough people today; then nobody may be looked up. Agents are limited by what
    /// they are told.
    /// </returns>
    public async Task<bool> MayAskAsync(Actor actor, Contact? contact, IReadOnlyList<ReadPerson> people, CancellationToken ct) =>
        actor.AtCounter
        || await transactions.RunAsync(
            actor, "ask-about-people", async transaction => Commit(await _asked.TryAsync(transaction, contact!, people, ct)), ct);

    /// <summary>Whether somebody is one of the people given; a claim does not refuse a person their own appointment.</summary>
    public bool IsAmong(ReadPerson person, IEnumerable<Applicant> people)
    {
        var hash = claims.PersonHash(person.Name, person.BirthDate);
        var numbers = person.PreRequests.Select(number => Convert.ToHexString(claims.Protect(number).KeyHash)).ToList();
        return people.Any(other =>
            (other.IsNamed
                && other.Distinction == person.Distinction
                && claims.PersonHash(other.PersonName, other.BirthDate!) == hash)
            || other.PreRequests.Exists(number => numbers.Contains(Convert.ToHexString(number.KeyHash))));
    }

    /// <summary>The appointment gives its claims up: its people may book again.</summary>
    public static Task ReleaseAsync(Transaction transaction, Guid appointmentId, CancellationToken ct) =>
        transaction.Db.PersonClaims.Where(claim => claim.AppointmentId == appointmentId).ExecuteDeleteAsync(ct);

    private async Task<ClaimAnswer> AnswerAsync(Transaction transaction, Appointment asking, ClaimsTaken taken, CancellationToken ct) =>
        taken switch
        {
            { StartAgain: true } => new ClaimAnswer.StartAgain(),
            { Claims.Count: 0 } => new ClaimAnswer.Claimed(),
            _ when transaction.Actor.AtCounter => await _agents.TellAsync(transaction, asking, taken.Claims, ct),
            _ => await _answers.TellAsync(transaction, asking, taken.Claims, ct),
        };
}
