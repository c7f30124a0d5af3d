using Creneau.Acting;
using Creneau.Availability;

namespace Creneau.Appointments;

/// <summary>
/// One date, start and end, one contact, one to six applicants. Its verbs keep rule 5 (holds) and the order of its
/// life; what concerns several rows (free time, claims) is decided before and checked by the database.
/// </summary>
public sealed partial class Appointment
{
    public const int MaxPeople = 6;
    public static readonly TimeSpan HoldLength = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(45);
    public static readonly TimeSpan AbandonedKept = TimeSpan.FromHours(24);
    public const int DaysKept = 30;
    public const int LongestReason = 300;

    private readonly List<Applicant> _applicants = [];
    private readonly List<HappenedEvent> _newEvents = [];

    private Appointment()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Ten digits, the last a Luhn check digit; see <see cref="Appointments.Reference"/>.</summary>
    public string Reference { get; private set; } = "";

    public int TownHallId { get; private set; }
    public int PlanningId { get; private set; }
    public int SiteId { get; private set; }
    public int DeskId { get; private set; }
    public DateOnly Date { get; private set; }
    public int StartMinute { get; private set; }
    public int EndMinute { get; private set; }
    public AppointmentStatus Status { get; private set; }
    public BookingChannel Channel { get; private set; }

    public DateTime CreatedUtc { get; private set; }

    /// <summary>Until when the slot is kept; meaningful only while Held.</summary>
    public DateTime? HeldUntilUtc { get; private set; }

    public bool Prolonged { get; private set; }

    /// <summary>Keyed hash of the secret of the session that took the hold: one live hold per session.</summary>
    public string? SessionHash { get; private set; }

    /// <summary>When a right code proved the contact; a family that goes on without one person needs no new code.</summary>
    public DateTime? ContactProvenUtc { get; private set; }

    public string? Email { get; private set; }
    public string? Phone { get; private set; }

    /// <summary>Of two ways to reach the person, the phone comes first.</summary>
    public bool PrefersSms { get; private set; }

    public string Language { get; private set; } = "fr";

    /// <summary>INSEE code of the commune where the people say they live; null when nobody said.</summary>
    public string? CommuneInsee { get; private set; }

    /// <summary>The town hall whose agent booked it at another one's, and may see it; null for all others.</summary>
    public int? BookedByTownHallId { get; private set; }

    /// <summary>Which proof an agent was shown for a slot kept for urgent cases; null for all others.</summary>
    public string? Urgency { get; private set; }

    /// <summary>Why an agent booked it outside the opening hours; null for all others.</summary>
    public string? OutsideHoursReason { get; private set; }

    /// <summary>
    /// Keyed hash of the short link that SMS and slips of paper carry; null while it is held. Raising the version of the links makes
    /// the one before worthless.
    /// </summary>
    public string? ShortLinkHash { get; private set; }

    /// <summary>When its contact said that they come, with everything that they need; null when they did not, of this start.</summary>
    public DateTime? SaidComingUtc { get; private set; }

    /// <summary>Raising it makes every link sent before worthless.</summary>
    public int TokenVersion { get; private set; } = 1;

    /// <summary>Day from which the row and its people must be gone.</summary>
    public DateTime DeleteAfterUtc { get; private set; }

    public IReadOnlyList<Applicant> Applicants => _applicants;

    public int People => _applicants.Count;

    /// <summary>The service of each person, in the order of the form.</summary>
    public IReadOnlyList<int> ServiceIds =>
        [.. _applicants.OrderBy(applicant => applicant.Ordinal).Select(applicant => applicant.ServiceId)];

    /// <summary>What its occupancies say of it while it is held; null once it is not.</summary>
    internal HoldTerms? HoldTerms => Status == AppointmentStatus.Held ? new HoldTerms(HeldUntilUtc!.Value, SessionHash) : null;

    public Contact? Contact =>
        Email is null && Phone is null
            ? null
            : new Contact(Email, Phone, Language) { CommuneInsee = CommuneInsee, PrefersSms = PrefersSms };

    public SlotTime Slot => new(TownHallId, PlanningId, SiteId, DeskId, Date, StartMinute, EndMinute);

    /// <summary>
    /// Keeps a slot for the actor's session; the people are there with their services, nobody is named and nothing is
    /// claimed yet.
    /// </summary>
    public static Appointment Hold(Guid id, SlotTime slot, IReadOnlyList<int> serviceIds, Actor actor, DateTime nowUtc)
    {
        var hold = new Appointment
        {
            Id = id,
            Reference = Appointments.Reference.Create(),
            Status = AppointmentStatus.Held,
            Channel = actor.Channel,
            CreatedUtc = nowUtc,
            HeldUntilUtc = nowUtc + HoldLength,
            SessionHash = actor.SessionHash is { Length: > 0 } session
                ? session
                : throw new ArgumentException("A hold belongs to a session.", nameof(actor)),
            Language = actor.Language,
            DeleteAfterUtc = nowUtc + AbandonedKept,
        };
        hold.SetApplicants(serviceIds.Select((service, ordinal) => new Applicant(ordinal, service)));
        hold.SetSlot(slot);
        hold.AddEvent(AppointmentEventKind.Held, null, nowUtc);
        return hold;
    }

    /// <summary>Takes over an appointment that was made elsewhere: it is confirmed already, and nobody is written to.</summary>
    internal static Appointment TakeOver(TakenOver made, SlotTime slot, IEnumerable<Applicant> applicants, DateTime deleteAfterUtc)
    {
        var taken = new Appointment
        {
            Id = made.Id,
            Reference = made.Reference,
            Status = AppointmentStatus.Confirmed,
            Channel = BookingChannel.Import,
            CreatedUtc = made.MadeUtc,
            DeleteAfterUtc = deleteAfterUtc,
        };
        taken.SetContact(made.Contact);
        taken.SetApplicants(applicants);
        taken.SetSlot(slot);
        taken.AddEvent(AppointmentEventKind.Confirmed, null, made.MadeUtc);
        return taken;
    }

    /// <summary>It is confirmed and has not begun: « à tout moment » means until the start (rule 14).</summary>
    public bool IsAhead(PlaceDirectory places, DateTime nowUtc) => Status == AppointmentStatus.Confirmed && places.StartUtc(Slot) > nowUtc;

    public bool IsLiveHold(DateTime nowUtc) => Status == AppointmentStatus.Held && HeldUntilUtc > nowUtc;

    /// <summary>Latest instant to which the hold may be kept (45 minutes in all, rule 5).</summary>
    public DateTime HoldLimitUtc => CreatedUtc + LongestHold;

    /// <summary>Fifteen minutes more, once.</summary>
    /// <returns>False when it was prolonged already or is no live hold; then nothing changed.</returns>
    public bool Prolong(DateTime nowUtc)
    {
        if (Prolonged || !IsLiveHold(nowUtc))
        {
            return false;
        }

        Prolonged = true;
        SetHeldUntil(Min(HeldUntilUtc!.Value + HoldLength, HoldLimitUtc));
        AddEvent(AppointmentEventKind.Prolonged, Status, nowUtc);
        return true;
    }

    /// <summary>
    /// Notes whom to write to and who comes (null: the same as before) for a code that is sent; the hold lasts as long
    /// as the code.
    /// </summary>
    public void SetDetails(Contact contact, IReadOnlyList<PersonDetails>? people, TimeSpan codeLength, DateTime nowUtc)
    {
        CorrectDetails(contact, people);
        ContactProvenUtc = null;
        SetHeldUntil(Min(nowUtc + codeLength, HoldLimitUtc));
        AddEvent(AppointmentEventKind.CodeAsked, Status, nowUtc);
    }

    /// <summary>Notes other people for the code that the contact has already; nothing is kept longer for it.</summary>
    /// <param name="people">In the order of the form, one per applicant; null: the same as before.</param>
    public void CorrectDetails(Contact contact, IReadOnlyList<PersonDetails>? people)
    {
        SetContact(contact);
        foreach (var applicant in people is null ? [] : _applicants)
        {
            applicant.Name(people![applicant.Ordinal]);
        }
    }

    /// <summary>The booking is abandoned or emptied: it names nobody any more.</summary>
    public void ForgetDetails()
    {
        (Email, Phone, PrefersSms, CommuneInsee, ContactProvenUtc) = (null, null, false, null, null);
        _applicants.ForEach(applicant => applicant.Forget());
    }

    /// <summary>The same time chosen again while it is kept: it is kept no longer than before (45 minutes in all, rule 5).</summary>
    internal void ContinueHold(Appointment before, DateTime nowUtc)
    {
        if (before.IsLiveHold(nowUtc)
            && (before.SiteId, before.Date) == (SiteId, Date)
            && before.StartMinute < EndMinute
            && StartMinute < before.EndMinute)
        {
            (CreatedUtc, HeldUntilUtc, Prolonged) = (before.CreatedUtc, before.HeldUntilUtc, before.Prolonged);
        }
    }

    /// <summary>
    /// Takes over what was typed for another hold: the contact, and the people who still fit the party. They are read
    /// again before a code leaves.
    /// </summary>
    internal void TakeOverDetails(Appointment before)
    {
        (Email, Phone, PrefersSms, CommuneInsee) = (before.Email, before.Phone, before.PrefersSms, before.CommuneInsee);
        foreach (var applicant in _applicants)
        {
            if (before.Applicants.FirstOrDefault(other => other.Ordinal == applicant.Ordinal) is { } same)
            {
                applicant.NameLike(same);
            }
        }
    }

    /// <param name="sinceUtc">Null: no more than before it was asked.</param>
    public void SetContactProven(DateTime? sinceUtc) => ContactProvenUtc = sinceUtc;

    public void Confirm(DateTime nowUtc, DateTime deleteAfterUtc)
    {
        var from = Status;
        Status = AppointmentStatus.Confirmed;
        HeldUntilUtc = null;
        DeleteAfterUtc = deleteAfterUtc;
        AddEvent(AppointmentEventKind.Confirmed, from, nowUtc);
    }

    /// <summary>Takes the new slot and leaves the old one; the reference and the history stay.</summary>
    /// <param name="serviceIds">Of the planning there, one per person in the order of the form.</param>
    public void MoveTo(SlotTime slot, IReadOnlyList<int> serviceIds, DateTime nowUtc, DateTime deleteAfterUtc, string? why = null)
    {
        ClearCancellation();
        SetSlot(slot);
        _applicants.ForEach(applicant => applicant.SetService(serviceIds[applicant.Ordinal]));
        DeleteAfterUtc = deleteAfterUtc;
        AddEvent(AppointmentEventKind.Moved, Status, nowUtc, why);
    }

    /// <summary>
    /// Replaces the people and takes the slot that fits them; another site, date or start is a move as well. The same people
    /// come for other services then.
    /// </summary>
    public void ChangeParty(IReadOnlyList<Applicant> applicants, SlotTime slot, DateTime nowUtc, string? why = null)
    {
        var before = Slot;
        var areTheSame = applicants.Select(applicant => applicant.Id).SequenceEqual(_applicants.Select(applicant => applicant.Id));
        ClearCancellation();
        SetApplicants(applicants);
        SetSlot(slot);
        AddEvent(areTheSame ? AppointmentEventKind.ServicesChanged : AppointmentEventKind.PartyChanged, Status, nowUtc, why);
        if ((before.SiteId, before.Date, before.StartMinute) != (slot.SiteId, slot.Date, slot.StartMinute))
        {
            AddEvent(AppointmentEventKind.Moved, Status, nowUtc, why);
        }
    }

    /// <summary>Its contact says that they come.</summary>
    /// <returns>False when they said so before; then nothing changed.</returns>
    internal bool SayComing(DateTime nowUtc)
    {
        if (SaidComingUtc is not null)
        {
            return false;
        }

        SaidComingUtc = nowUtc;
        AddEvent(AppointmentEventKind.SaidComing, Status, nowUtc);
        return true;
    }

    /// <summary>The row and its people must be gone from that instant on.</summary>
    public void SetDeletion(DateTime deleteAfterUtc) => DeleteAfterUtc = deleteAfterUtc;

    /// <summary>Ends earlier or later at the same start; for a hold of which fewer people go on.</summary>
    internal void SetEnd(int endMinute) => EndMinute = endMinute;

    public void Expire(DateTime nowUtc)
    {
        var from = Status;
        Status = AppointmentStatus.Expired;
        DeleteAfterUtc = nowUtc + AbandonedKept;
        AddEvent(AppointmentEventKind.Expired, from, nowUtc);
    }

    /// <summary>Nobody noted by 03:00 of the next day whether the people came.</summary>
    public void CloseUnrecorded(DateTime nowUtc)
    {
        var from = Status;
        Status = AppointmentStatus.Unrecorded;
        CancelAtUtc = null;
        AddEvent(AppointmentEventKind.Unrecorded, from, nowUtc);
    }

    /// <summary>Its messages go exactly there, to no other way of the same person.</summary>
    public bool HasContact(Contact contact) => (Email, Phone, PrefersSms) == (contact.Email, contact.Phone, contact.PrefersSms);

    /// <summary>Links that were sent to another contact become worthless.</summary>
    public void SetContact(Contact contact)
    {
        if (Status.Claims() && Contact is not null && !HasContact(contact))
        {
            RevokeLinks();
        }

        SetWays(contact);
        CommuneInsee = contact.CommuneInsee;
    }

    /// <summary>Makes every link sent before worthless: the contact is another, or an agent asks for it.</summary>
    public void RevokeLinks()
    {
        TokenVersion++;
        ShortLinkHash = null;
    }

    /// <summary>Something happened to it since it was loaded, which its messages tell with a short link.</summary>
    internal bool NeedsShortLink => ShortLinkHash is null && _newEvents.Count > 0
        && Status is not (AppointmentStatus.Held or AppointmentStatus.Expired);

    /// <summary>
    /// What happened since it was loaded, stamped with who did it; written with it, but never deleted with it: events
    /// name nobody. That a hold's time is over is the platform's doing, whoever meets it first.
    /// </summary>
    internal IReadOnlyList<AppointmentEvent> TakeNewEvents(Actor actor)
    {
        AppointmentEvent[] happened =
        [
            .. _newEvents.Select(
                one => new AppointmentEvent(this, one, one.Kind == AppointmentEventKind.Expired ? Actor.Platform : actor)),
        ];
        _newEvents.Clear();
        return happened;
    }

    private void SetHeldUntil(DateTime untilUtc)
    {
        if (untilUtc > HeldUntilUtc)
        {
            HeldUntilUtc = untilUtc;
        }
    }

    private void SetApplicants(IEnumerable<Applicant> people)
    {
        Applicant[] applicants = [.. people];
        _applicants.Clear();
        _applicants.AddRange(applicants);
    }

    /// <summary>Without a contact nobody is written to; the language stays.</summary>
    private void SetWays(Contact? contact) =>
        (Email, Phone, PrefersSms, Language) =
            (contact?.Email, contact?.Phone, contact?.PrefersSms == true, contact?.Language ?? Language);

    private void SetSlot(SlotTime slot)
    {
        SaidComingUtc = (SiteId, Date, StartMinute) == (slot.SiteId, slot.Date, slot.StartMinute) ? SaidComingUtc : null;
        (TownHallId, PlanningId, SiteId, DeskId) = (slot.TownHallId, slot.PlanningId, slot.SiteId, slot.DeskId);
        (Date, StartMinute, EndMinute) = (slot.Date, slot.StartMinute, slot.EndMinute);
    }

    private void AddEvent(AppointmentEventKind kind, AppointmentStatus? from, DateTime nowUtc, string? why = null) =>
        _newEvents.Add(new HappenedEvent(kind, from, Status, Slot, People, why, nowUtc));

    private static DateTime Min(DateTime a, DateTime b) => a < b ? a : b;
}

/// <summary>Facts of an appointment that was made elsewhere.</summary>
internal sealed record TakenOver(Guid Id, string Reference, Contact Contact, DateTime MadeUtc);
