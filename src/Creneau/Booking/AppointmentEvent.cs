namespace Creneau.Booking;

public enum ActorKind : short
{
    Citizen = 0,
    Agent = 1,
    TownHall = 2,
    Platform = 3,
}

/// <summary>One change in an appointment's life; statistics and the audit read these. Without names or contacts.</summary>
public sealed class AppointmentEvent
{
    private AppointmentEvent()
    {
    }

    internal AppointmentEvent(Appointment after, AppointmentEventKind kind, AppointmentStatus? from, By by, DateTime atUtc)
    {
        AppointmentId = after.Id;
        Kind = kind;
        FromStatus = from;
        ToStatus = after.Status;
        Actor = by.Actor;
        Channel = by.Channel;
        Why = by.Why;
        AtUtc = atUtc;
        TownHallId = after.TownHallId;
        SiteId = after.SiteId;
        DeskId = after.DeskId;
        Date = after.Date;
        StartMinute = after.StartMinute;
        EndMinute = after.EndMinute;
        People = after.People;
    }

    public long Id { get; private set; }
    public Guid AppointmentId { get; private set; }
    public AppointmentEventKind Kind { get; private set; }
    public AppointmentStatus? FromStatus { get; private set; }
    public AppointmentStatus ToStatus { get; private set; }
    public ActorKind Actor { get; private set; }
    public BookingChannel Channel { get; private set; }
    public string? Why { get; private set; }
    public DateTime AtUtc { get; private set; }
    public int TownHallId { get; private set; }
    public int SiteId { get; private set; }
    public int DeskId { get; private set; }
    public DateOnly Date { get; private set; }
    public int StartMinute { get; private set; }
    public int EndMinute { get; private set; }
    public int People { get; private set; }
}

/// <summary>Who did it, through which door, and why (null when there is nothing to say).</summary>
public sealed record By(ActorKind Actor, BookingChannel Channel, string? Why = null)
{
    public static readonly By CitizenOnline = new(ActorKind.Citizen, BookingChannel.Web);
    public static readonly By Import = new(ActorKind.Platform, BookingChannel.Import);
    public static readonly By Platform = new(ActorKind.Platform, BookingChannel.Platform);
}
