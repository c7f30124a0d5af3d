using Creneau.Acting;
using Creneau.Availability;

namespace Creneau.Appointments;

/// <summary>Something that happened to an appointment, before it is known who did it.</summary>
internal sealed record HappenedEvent(
    AppointmentEventKind Kind, AppointmentStatus? From, AppointmentStatus To, SlotTime Slot, int People, string? Why, DateTime AtUtc);

/// <summary>Words of <see cref="AppointmentEvent.Why"/> that agents' changes leave, apart by a space.</summary>
public static class EventReasons
{
    public const string Person = "person";
    public const string TownHall = "town-hall";

    /// <summary>The contact was not told, by an explicit choice.</summary>
    public const string Silent = "silent";

    /// <summary>It has to do with what a town hall that cancelled offered instead.</summary>
    public const string Offer = "offer";

    /// <summary>It has to do with hours that a town hall changes.</summary>
    public const string Hours = "hours";

    public static string? OfSilence(bool silent) => silent ? Silent : null;

    public static string Of(CancelInitiative initiative, bool silent)
    {
        var whose = initiative switch
        {
            CancelInitiative.Person => Person,
            CancelInitiative.TownHall => TownHall,
        };
        return silent ? $"{whose} {Silent}" : whose;
    }

    /// <summary>Whether the reason of an event has a word.</summary>
    public static bool Has(string? why, string word) => why?.Split(' ').Contains(word) == true;
}

/// <summary>One change in an appointment's life; statistics read these. Without names or contacts.</summary>
public sealed class AppointmentEvent
{
    private AppointmentEvent()
    {
    }

    internal AppointmentEvent(Appointment of, HappenedEvent happened, Actor actor)
    {
        AppointmentId = of.Id;
        Kind = happened.Kind;
        FromStatus = happened.From;
        ToStatus = happened.To;
        ActorKind = actor.Kind;
        ActorId = actor.Id;
        ActorTownHallId = actor.TownHallId;
        OnBehalfOf = actor.OnBehalfOf;
        Channel = actor.Channel;
        Why = happened.Why;
        AtUtc = happened.AtUtc;
        TownHallId = happened.Slot.TownHallId;
        SiteId = happened.Slot.SiteId;
        DeskId = happened.Slot.DeskId;
        Date = happened.Slot.Date;
        StartMinute = happened.Slot.StartMinute;
        EndMinute = happened.Slot.EndMinute;
        People = happened.People;
    }

    public long Id { get; private set; }
    public Guid AppointmentId { get; private set; }
    public AppointmentEventKind Kind { get; private set; }
    public AppointmentStatus? FromStatus { get; private set; }
    public AppointmentStatus ToStatus { get; private set; }
    public ActorKind ActorKind { get; private set; }

    /// <summary>Id of the agent or API client; null for everybody else.</summary>
    public int? ActorId { get; private set; }

    /// <summary>The town hall that an agent acts for; null for everybody else.</summary>
    public int? ActorTownHallId { get; private set; }

    public ActorKind? OnBehalfOf { get; private set; }
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
