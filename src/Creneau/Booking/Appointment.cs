using Creneau.Catalogue;

namespace Creneau.Booking;

/// <summary>
/// One date, start and end, one contact, one to six applicants. Its verbs keep rule 5 (holds) and the order of its
/// life; what concerns several rows (free time, claims) is decided before and checked by the database.
/// </summary>
public sealed class Appointment
{
    public const int MaxPeople = 6;
    public static readonly TimeSpan HoldLength = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(45);
    public static readonly TimeSpan AbandonedKept = TimeSpan.FromHours(24);
    public const int DaysKept = 30;

    private readonly List<Applicant> _applicants = [];
    private readonly List<AppointmentEvent> _newEvents = [];

    private Appointment()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Ten digits, the last a Luhn check digit; see <see cref="Booking.Reference"/>.</summary>
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

    /// <summary>Kinds of the services asked for, one per person, in the order of the form.</summary>
    public ServiceKind[] Kinds { get; private set; } = [];

    public int People { get; private set; }
    public DateTime CreatedUtc { get; private set; }

    /// <summary>Until when the slot is kept; meaningful only while Held.</summary>
    public DateTime? HeldUntilUtc { get; private set; }

    public bool Prolonged { get; private set; }

    /// <summary>Keyed hash of the secret of the browser that took the hold: one live hold per browser.</summary>
    public string? BrowserHash { get; private set; }

    /// <summary>When a right code proved the contact; a family that goes on without one person needs no new code.</summary>
    public DateTime? ContactProvenUtc { get; private set; }

    public string? Email { get; private set; }
    public string? Phone { get; private set; }
    public string Language { get; private set; } = "fr";

    /// <summary>Raising it makes every link sent before worthless.</summary>
    public int TokenVersion { get; private set; } = 1;

    /// <summary>Day from which the row and its people must be gone.</summary>
    public DateTime DeleteAfterUtc { get; private set; }

    public IReadOnlyList<Applicant> Applicants => _applicants;

    public Contact? Contact => Email is null && Phone is null ? null : new Contact(Email, Phone, Language);

    public SlotTime Slot => new(TownHallId, PlanningId, SiteId, DeskId, Date, StartMinute, EndMinute);

    /// <summary>Keeps a slot for a browser; nobody is named and nothing is claimed yet.</summary>
    public static Appointment Hold(Guid id, string reference, SlotTime slot, ServiceKind[] kinds, string browserHash, string language, DateTime nowUtc)
    {
        var hold = new Appointment
        {
            Id = id,
            Reference = reference,
            Status = AppointmentStatus.Held,
            Channel = BookingChannel.Web,
            Kinds = kinds,
            People = kinds.Length,
            CreatedUtc = nowUtc,
            HeldUntilUtc = nowUtc + HoldLength,
            BrowserHash = browserHash,
            Language = language,
            DeleteAfterUtc = nowUtc + AbandonedKept,
        };
        hold.Take(slot);
        hold.Note(AppointmentEventKind.Held, null, By.CitizenOnline, nowUtc);
        return hold;
    }

    /// <summary>Takes over an appointment that was made elsewhere: it is confirmed already, and nobody is written to.</summary>
    internal static Appointment TakeOver(Guid id, string reference, SlotTime slot, ServiceKind[] kinds, Contact contact, IEnumerable<Applicant> applicants, DateTime madeUtc, DateTime deleteAfterUtc)
    {
        var taken = new Appointment
        {
            Id = id,
            Reference = reference,
            Status = AppointmentStatus.Confirmed,
            Channel = BookingChannel.Import,
            Kinds = kinds,
            People = kinds.Length,
            CreatedUtc = madeUtc,
            DeleteAfterUtc = deleteAfterUtc,
        };
        taken.WriteTo(contact);
        taken.Come(applicants);
        taken.Take(slot);
        taken.Note(AppointmentEventKind.Confirmed, null, By.Import, madeUtc);
        return taken;
    }

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
        KeepUntil(Min(HeldUntilUtc!.Value + HoldLength, HoldLimitUtc));
        Note(AppointmentEventKind.Prolonged, Status, By.CitizenOnline, nowUtc);
        return true;
    }

    /// <summary>Notes whom to write to and who comes (null: the same as before); the hold lasts as long as the code.</summary>
    public void Describe(Contact contact, IEnumerable<Applicant>? applicants, DateTime nowUtc)
    {
        (Email, Phone, Language) = (contact.Email, contact.Phone, contact.Language);
        Come(applicants ?? [.. _applicants]);
        ContactProvenUtc = null;
        KeepUntil(Min(nowUtc + OneTimeCode.Length, HoldLimitUtc));
        Note(AppointmentEventKind.CodeAsked, Status, By.CitizenOnline, nowUtc);
    }

    /// <summary>Notes other people for the code that the contact has already; nothing is kept longer for it.</summary>
    public void Correct(Contact contact, IEnumerable<Applicant> applicants)
    {
        WriteTo(contact);
        Come(applicants);
    }

    /// <summary>The same time chosen again while it is kept: it is kept no longer than before (45 minutes in all, rule 5).</summary>
    internal void GoOnFrom(Appointment before, DateTime nowUtc)
    {
        if (before.IsLiveHold(nowUtc) && (before.SiteId, before.Date) == (SiteId, Date) && before.StartMinute < EndMinute && StartMinute < before.EndMinute)
        {
            (CreatedUtc, HeldUntilUtc, Prolonged) = (before.CreatedUtc, before.HeldUntilUtc, before.Prolonged);
        }
    }

    /// <summary>Takes over what was typed for another hold: the contact, and the people who still fit the party. They are read again before a code leaves.</summary>
    /// <param name="serviceOf">The service of this planning for a kind.</param>
    internal void Remember(Appointment before, Func<ServiceKind, int> serviceOf)
    {
        (Email, Phone) = (before.Email, before.Phone);
        Come(before.Applicants
            .Where(applicant => applicant.Ordinal < People)
            .Select(applicant => new Applicant(
                applicant.Ordinal,
                applicant.Name,
                applicant.BirthDate,
                serviceOf(Kinds[applicant.Ordinal]),
                applicant.PreRequests.Select(number => new PreRequest(number.Cipher, number.KeyHash, number.KeyVersion)))));
    }

    /// <param name="sinceUtc">Null: no more than before it was asked.</param>
    public void ProveContact(DateTime? sinceUtc) => ContactProvenUtc = sinceUtc;

    public void Confirm(DateTime nowUtc, DateTime deleteAfterUtc)
    {
        var from = Status;
        Status = AppointmentStatus.Confirmed;
        HeldUntilUtc = null;
        DeleteAfterUtc = deleteAfterUtc;
        Note(AppointmentEventKind.Confirmed, from, By.CitizenOnline, nowUtc);
    }

    /// <summary>Takes the new slot and leaves the old one; the reference and the history stay.</summary>
    public void MoveTo(SlotTime slot, DateTime nowUtc, DateTime deleteAfterUtc)
    {
        Take(slot);
        DeleteAfterUtc = deleteAfterUtc;
        Note(AppointmentEventKind.Moved, Status, By.CitizenOnline, nowUtc);
    }

    /// <summary>Replaces the people and takes the slot that fits them; another site, date or start is a move as well.</summary>
    public void ChangeParty(IReadOnlyList<Applicant> applicants, ServiceKind[] kinds, SlotTime slot, DateTime nowUtc)
    {
        var before = Slot;
        Come(applicants);
        Kinds = kinds;
        People = kinds.Length;
        Take(slot);
        Note(AppointmentEventKind.PartyChanged, Status, By.CitizenOnline, nowUtc);
        if ((before.SiteId, before.Date, before.StartMinute) != (slot.SiteId, slot.Date, slot.StartMinute))
        {
            Note(AppointmentEventKind.Moved, Status, By.CitizenOnline, nowUtc);
        }
    }

    /// <summary>The row and its people must be gone from that instant on.</summary>
    public void KeepOnlyUntil(DateTime deleteAfterUtc) => DeleteAfterUtc = deleteAfterUtc;

    /// <summary>Ends earlier or later at the same desk and start.</summary>
    public void LastUntil(int endMinute) => EndMinute = endMinute;

    public void Cancel(By by, DateTime nowUtc)
    {
        var from = Status;
        Status = AppointmentStatus.Cancelled;
        HeldUntilUtc = null;
        Note(AppointmentEventKind.Cancelled, from, by, nowUtc);
    }

    public void Expire(DateTime nowUtc)
    {
        var from = Status;
        Status = AppointmentStatus.Expired;
        DeleteAfterUtc = nowUtc + AbandonedKept;
        Note(AppointmentEventKind.Expired, from, By.Platform, nowUtc);
    }

    /// <summary>Nobody noted by 03:00 of the next day whether the people came.</summary>
    public void LeaveUnrecorded(DateTime nowUtc)
    {
        var from = Status;
        Status = AppointmentStatus.Unrecorded;
        Note(AppointmentEventKind.Unrecorded, from, By.Platform, nowUtc);
    }

    /// <summary>Its messages go exactly there, to no other way of the same person.</summary>
    public bool WritesTo(Contact contact) => (Email, Phone) == (contact.Email, contact.Phone);

    public void WriteTo(Contact contact) => (Email, Phone, Language) = (contact.Email, contact.Phone, contact.Language);

    /// <summary>What happened since it was loaded; written with it, but never deleted with it: they name nobody.</summary>
    internal IReadOnlyList<AppointmentEvent> TakeNewEvents()
    {
        AppointmentEvent[] happened = [.. _newEvents];
        _newEvents.Clear();
        return happened;
    }

    private void KeepUntil(DateTime untilUtc)
    {
        if (untilUtc > HeldUntilUtc)
        {
            HeldUntilUtc = untilUtc;
        }
    }

    private void Come(IEnumerable<Applicant> people)
    {
        Applicant[] applicants = [.. people];
        _applicants.Clear();
        _applicants.AddRange(applicants);
    }

    private void Take(SlotTime slot)
    {
        (TownHallId, PlanningId, SiteId, DeskId) = (slot.TownHallId, slot.PlanningId, slot.SiteId, slot.DeskId);
        (Date, StartMinute, EndMinute) = (slot.Date, slot.StartMinute, slot.EndMinute);
    }

    private void Note(AppointmentEventKind kind, AppointmentStatus? from, By by, DateTime nowUtc) =>
        _newEvents.Add(new AppointmentEvent(this, kind, from, by, nowUtc));

    private static DateTime Min(DateTime a, DateTime b) => a < b ? a : b;
}
