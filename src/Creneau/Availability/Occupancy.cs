namespace Creneau.Availability;

/// <summary>A range of one desk; wall clock, half-open minutes of the day.</summary>
public sealed record DeskRange(int DeskId, DateOnly Date, int StartMinute, int EndMinute);

/// <summary>Until when a slot is kept, and for which session (its keyed hash).</summary>
public sealed record HoldTerms(DateTime HeldUntilUtc, string? OwnerHash);

/// <summary>
/// What an appointment takes of a desk; half-open minutes of the day; one row for each of its desks. The row exists only
/// while the appointment occupies its desk: constraint, trigger and memory read this table alone.
/// </summary>
public sealed class Occupancy
{
    private Occupancy()
    {
    }

    public Occupancy(Guid appointmentId, DeskRange range, HoldTerms? hold = null)
    {
        AppointmentId = appointmentId;
        DeskId = range.DeskId;
        Date = range.Date;
        StartMinute = range.StartMinute;
        EndMinute = range.EndMinute;
        HeldUntilUtc = hold?.HeldUntilUtc;
        OwnerHash = hold?.OwnerHash;
    }

    public long Id { get; private set; }

    public Guid AppointmentId { get; private set; }

    public int DeskId { get; private set; }

    public DateOnly Date { get; private set; }

    public int StartMinute { get; private set; }

    public int EndMinute { get; private set; }

    /// <summary>The end of the hold that it belongs to; null for a confirmed appointment.</summary>
    public DateTime? HeldUntilUtc { get; private set; }

    /// <summary>Keyed hash of the session that holds it; null for a confirmed appointment.</summary>
    public string? OwnerHash { get; private set; }

    public DeskRange Range => new(DeskId, Date, StartMinute, EndMinute);

    public HoldTerms? Hold => HeldUntilUtc is { } until ? new HoldTerms(until, OwnerHash) : null;
}
