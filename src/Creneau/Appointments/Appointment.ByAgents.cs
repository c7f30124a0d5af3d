using Creneau.Acting;
using Creneau.Availability;

namespace Creneau.Appointments;

/// <summary>On whose initiative an agent cancels: texts, offers and rates follow from it.</summary>
public enum CancelInitiative : short
{
    /// <summary>The person asked for it, at the counter or on the phone.</summary>
    Person = 0,
    TownHall = 1,
}

/// <summary>What agents do to it, and how it ends before it has begun.</summary>
public sealed partial class Appointment
{
    public const int LongestCancelReason = 500;

    /// <summary>
    /// When a cancellation that an agent asked for is carried out; until then nothing else has changed, and it can be undone.
    /// Null: none is asked for.
    /// </summary>
    public DateTime? CancelAtUtc { get; private set; }

    /// <summary>Of a cancellation that is asked for or carried out by an agent; null for all others.</summary>
    public CancelInitiative? CancelInitiative { get; private set; }

    /// <summary>Why, as the people are told: a code of <see cref="Text.ListedReason"/>, or typed; null when nothing is said.</summary>
    public string? CancelReason { get; private set; }

    /// <summary>Whether the contact is told that an agent cancelled it.</summary>
    public bool CancelNotifies { get; private set; }

    /// <summary>Of a start that is kept for somebody: the cancelled appointment that it may replace; null for all others.</summary>
    public Guid? ReplacesId { get; private set; }

    /// <summary>Of a start that is kept for a draft of hours; null for all others.</summary>
    public int? DraftId { get; private set; }

    /// <summary>The cancellation of several that it is, or was, part of; null for all others.</summary>
    public int? CancelRunId { get; private set; }

    /// <summary>Booked for people by an agent: confirmed at once; who is not named yet claims nothing.</summary>
    internal static Appointment Book(
        Guid id, SlotTime slot, IEnumerable<Applicant> applicants, CounterTerms terms, DateTime nowUtc, DateTime deleteAfterUtc)
    {
        var booked = new Appointment
        {
            Id = id,
            Reference = Appointments.Reference.Create(),
            Status = AppointmentStatus.Confirmed,
            Channel = terms.Channel,
            CreatedUtc = nowUtc,
            CommuneInsee = terms.CommuneInsee,
            Urgency = terms.Urgency,
            OutsideHoursReason = terms.OutsideHoursReason,
            BookedByTownHallId = terms.BookedByTownHallId,
            DeleteAfterUtc = deleteAfterUtc,
        };
        booked.SetWays(terms.Contact);
        booked.SetApplicants(applicants);
        booked.SetSlot(slot);
        booked.AddEvent(AppointmentEventKind.Confirmed, null, nowUtc, EventReasons.OfSilence(terms.Silent));
        return booked;
    }

    /// <summary>Names who was « à compléter », or corrects who was named.</summary>
    /// <param name="people">By the applicant's id; a person given without numbers keeps the ones they have.</param>
    internal void NamePeople(IReadOnlyDictionary<long, PersonDetails> people, DateTime nowUtc, string? why)
    {
        foreach (var applicant in _applicants.Where(applicant => people.ContainsKey(applicant.Id)))
        {
            applicant.Correct(people[applicant.Id]);
        }

        AddEvent(AppointmentEventKind.PeopleNamed, Status, nowUtc, why);
    }

    /// <summary>Gives it another contact, or takes it away; links that were sent or printed before become worthless then.</summary>
    internal void ChangeContact(Contact? contact, string? communeInsee, DateTime nowUtc, string? why)
    {
        if ((Email, Phone) != (contact?.Email, contact?.Phone))
        {
            RevokeLinks();
        }

        SetWays(contact);
        CommuneInsee = communeInsee;
        AddEvent(AppointmentEventKind.ContactChanged, Status, nowUtc, why);
    }

    /// <summary>A town hall that arranged it elsewhere may see it from now on.</summary>
    internal void SetBookedBy(int townHallId) => BookedByTownHallId ??= townHallId;

    /// <summary>Lets the short link that is printed now be found.</summary>
    internal void SetShortLink(string hash) => ShortLinkHash = hash;

    /// <summary>Asks for a cancellation that is carried out later; nothing else changes until then.</summary>
    internal void AskCancellation(AskedCancellation asked, DateTime atUtc, DateTime nowUtc)
    {
        (CancelAtUtc, CancelInitiative, CancelReason, CancelNotifies) = (atUtc, asked.Initiative, asked.Reason, asked.Notifies);
        CancelRunId = asked.RunId;
        AddEvent(AppointmentEventKind.CancellationAsked, Status, nowUtc, EventReasons.Of(asked.Initiative, !asked.Notifies));
    }

    internal void UndoCancellation(DateTime nowUtc)
    {
        ClearCancellation();
        AddEvent(AppointmentEventKind.CancellationUndone, Status, nowUtc);
    }

    /// <summary>Carries out what an agent asked for.</summary>
    internal void CarryOutCancellation(DateTime nowUtc) =>
        End(nowUtc, CancelInitiative is { } initiative ? EventReasons.Of(initiative, !CancelNotifies) : null);

    /// <summary>Cancels at once; what an agent had asked for is forgotten.</summary>
    public void Cancel(DateTime nowUtc, string? why = null)
    {
        ClearCancellation();
        End(nowUtc, why);
    }

    /// <summary>Confirmed again at a slot that was free.</summary>
    internal void Restore(SlotTime slot, DateTime nowUtc, DateTime deleteAfterUtc, string? why)
    {
        var from = Status;
        Status = AppointmentStatus.Confirmed;
        DeleteAfterUtc = deleteAfterUtc;
        SaidComingUtc = null;
        ClearCancellation();
        SetSlot(slot);
        AddEvent(AppointmentEventKind.Restored, from, nowUtc, why);
    }

    /// <summary>Stands as the visit stands from now on.</summary>
    internal void FollowVisit(AppointmentStatus status, AppointmentEventKind kind, DateTime nowUtc)
    {
        var from = Status;
        Status = status;
        ClearCancellation();
        AddEvent(kind, from, nowUtc);
    }

    /// <param name="outcomes">One per person in the order of the form; empty: they are not known (any more).</param>
    internal void SetOutcomes(IReadOnlyList<PersonOutcome> outcomes) =>
        _applicants.ForEach(person => person.SetOutcome(person.Ordinal < outcomes.Count ? outcomes[person.Ordinal] : null));

    /// <summary>Keeps a start for the people of an appointment that their town hall cancels; nobody is named.</summary>
    /// <param name="serviceIds">Of the planning there, one per person in the order of the form.</param>
    internal static Appointment HoldInsteadOf(
        Appointment cancelled, Guid id, SlotTime slot, IReadOnlyList<int> serviceIds, (DateTime NowUtc, DateTime UntilUtc) kept)
    {
        var hold = KeptFor(cancelled, id, slot, serviceIds, kept);
        hold.ReplacesId = cancelled.Id;
        hold.AddEvent(AppointmentEventKind.Held, null, kept.NowUtc, EventReasons.Offer);
        return hold;
    }

    /// <summary>Keeps a start to which a draft of hours would move an appointment; nobody is named.</summary>
    internal static Appointment HoldForDraft(
        Appointment moved, Guid id, SlotTime slot, int draftId, (DateTime NowUtc, DateTime UntilUtc) kept)
    {
        var hold = KeptFor(moved, id, slot, moved.ServiceIds, kept);
        hold.DraftId = draftId;
        hold.AddEvent(AppointmentEventKind.Held, null, kept.NowUtc, EventReasons.Hours);
        return hold;
    }

    /// <summary>The draft was touched: its start is kept for as long again.</summary>
    internal void KeepForDraft(DateTime untilUtc) => SetHeldUntil(untilUtc);

    /// <summary>Confirmed again, under the same reference and link, at a start that the town hall offered.</summary>
    /// <param name="serviceIds">Of the planning there, one per person in the order of the form.</param>
    internal void TakeOffered(SlotTime slot, IReadOnlyList<int> serviceIds, DateTime nowUtc, DateTime deleteAfterUtc)
    {
        _applicants.ForEach(applicant => applicant.SetService(serviceIds[applicant.Ordinal]));
        Restore(slot, nowUtc, deleteAfterUtc, EventReasons.Offer);
    }

    private void End(DateTime nowUtc, string? why)
    {
        var from = Status;
        Status = AppointmentStatus.Cancelled;
        HeldUntilUtc = null;
        CancelAtUtc = null;
        AddEvent(AppointmentEventKind.Cancelled, from, nowUtc, why);
    }

    private static Appointment KeptFor(
        Appointment whose, Guid id, SlotTime slot, IReadOnlyList<int> serviceIds, (DateTime NowUtc, DateTime UntilUtc) kept)
    {
        var hold = new Appointment
        {
            Id = id,
            Reference = Appointments.Reference.Create(),
            Status = AppointmentStatus.Held,
            Channel = BookingChannel.Platform,
            CreatedUtc = kept.NowUtc,
            HeldUntilUtc = kept.UntilUtc,
            Language = whose.Language,
            DeleteAfterUtc = kept.UntilUtc + AbandonedKept,
        };
        hold.SetApplicants(serviceIds.Select((service, ordinal) => new Applicant(ordinal, service)));
        hold.SetSlot(slot);
        return hold;
    }

    private void ClearCancellation() =>
        (CancelAtUtc, CancelInitiative, CancelReason, CancelNotifies, CancelRunId) = (null, null, null, false, null);
}

/// <summary>What an agent says when they cancel.</summary>
/// <param name="Reason">What the people are told; null when nothing is said. At most 500 characters.</param>
/// <param name="Notifies">False: the contact is not told, an explicit choice.</param>
public sealed record AskedCancellation(CancelInitiative Initiative, string? Reason, bool Notifies)
{
    /// <summary>Of a cancellation of several by the town hall: which one; null for one by itself.</summary>
    public int? RunId { get; init; }
}

/// <summary>What an agent's booking says beside slot and people.</summary>
/// <param name="BookedByTownHallId">Set when the agent would not see it otherwise.</param>
/// <param name="Silent">The contact is not told.</param>
internal sealed record CounterTerms(
    Acting.BookingChannel Channel,
    Contact? Contact,
    string? CommuneInsee,
    string? Urgency,
    string? OutsideHoursReason,
    int? BookedByTownHallId,
    bool Silent);

/// <summary>A reason as an agent typed it.</summary>
internal static class TypedReason
{
    /// <returns>Trimmed and no longer than that; null when nothing was typed.</returns>
    public static string? Of(string? typed, int longest) =>
        string.IsNullOrWhiteSpace(typed) ? null : typed.Trim() is var text && text.Length > longest ? text[..longest] : text;
}
