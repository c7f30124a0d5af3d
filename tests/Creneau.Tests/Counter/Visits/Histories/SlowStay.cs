using Creneau.Appointments;
using Creneau.Counter.Visits;

namespace Creneau.Tests.Counter.Visits.Histories;

/// <summary>
/// How a stay stood once something had been noted: one page of its sheet. Each note writes a new page; undoing tears the last
/// one off, and the one below is as it was.
/// </summary>
internal sealed record SlowPage(VisitStatus Status, DateTime NotedUtc)
{
    /// <summary>Where it is now; null: at no desk.</summary>
    public int? Desk { get; init; }

    /// <summary>Since when it is there.</summary>
    public DateTime? AtDeskSinceUtc { get; init; }

    /// <summary>Whether the last thing that happened is a call, so that nobody may have followed it yet.</summary>
    public bool IsJustCalled { get; init; }

    public DateTime? ArrivedUtc { get; init; }

    public DateTime? FirstCalledUtc { get; init; }

    public DateTime? LastCalledUtc { get; init; }

    public DateTime? EndedUtc { get; init; }

    public int Calls { get; init; }

    /// <summary>Calls that nobody followed since they came.</summary>
    public int CallsInVain { get; init; }

    /// <summary>At desks, without the time at the present one.</summary>
    public TimeSpan Served { get; init; }

    /// <summary>One per person; empty: none is known.</summary>
    public IReadOnlyList<PersonOutcome> Outcomes { get; init; } = [];
}

/// <summary>Somebody who comes to the counter, with an appointment or without: their sheet.</summary>
/// <param name="id">Of the visit and of the appointment.</param>
/// <param name="bookedUtc">Null: without an appointment.</param>
internal sealed class SlowStay(Guid id, string name, int people, DateTime? bookedUtc)
{
    public Guid Id => id;

    public string Name => name;

    public int People => people;

    public DateTime? BookedUtc => bookedUtc;

    public bool HasAppointment => bookedUtc is not null;

    /// <summary>Empty: nothing is noted; who has an appointment is expected then, who has none is not there.</summary>
    public List<SlowPage> Pages { get; } = [];

    public SlowPage? Now => Pages.Count > 0 ? Pages[^1] : null;

    public VisitStatus? Status => Now?.Status;

    public bool IsOver => Status is VisitStatus.Done or VisitStatus.Absent or VisitStatus.Unrecorded;

    /// <summary>Number of the day; null: nobody has come.</summary>
    public int? Ticket { get; set; }

    /// <summary>One of the party has booked again meanwhile, for another day.</summary>
    public bool HasAnother { get; set; }

    /// <summary>The night has been over the appointment.</summary>
    public bool IsAppointmentClosed { get; set; }

    /// <summary>Of who has an appointment. What the night does to the visit it does to the appointment apart.</summary>
    public AppointmentStatus AppointmentStatus => (IsAppointmentClosed, Status: BeforeTheNight?.Status) switch
    {
        (_, VisitStatus.Done) => AppointmentStatus.Completed,
        (_, VisitStatus.Absent) => AppointmentStatus.NoShow,
        (true, _) => AppointmentStatus.Unrecorded,
        (false, null) => AppointmentStatus.Confirmed,
        (false, VisitStatus.Waiting) => AppointmentStatus.Arrived,
        (false, VisitStatus.InProgress) => AppointmentStatus.InProgress,
        (false, VisitStatus.Paused) => AppointmentStatus.Paused,
        (false, VisitStatus.Unrecorded) => throw new InvalidOperationException("The night comes once."),
    };

    /// <summary>Whether its people have used their right to an appointment.</summary>
    public bool Claims => AppointmentStatus is AppointmentStatus.Confirmed or AppointmentStatus.Arrived
        or AppointmentStatus.InProgress or AppointmentStatus.Paused;

    private SlowPage? BeforeTheNight => Status == VisitStatus.Unrecorded ? Pages[^2] : Now;

    /// <summary>From the later of arrival and booked start to the first call, the end or now.</summary>
    public TimeSpan WaitedAt(DateTime nowUtc)
    {
        if (Now is not { ArrivedUtc: { } arrived } page)
        {
            return TimeSpan.Zero;
        }

        var from = bookedUtc is { } booked && booked > arrived ? booked : arrived;
        var until = page.FirstCalledUtc ?? page.EndedUtc ?? nowUtc;
        return until < from ? TimeSpan.Zero : until - from;
    }

    /// <summary>At desks, pauses apart. A clock that was set back takes nothing away.</summary>
    public TimeSpan ServedAt(DateTime nowUtc)
    {
        if (Now is not { } page)
        {
            return TimeSpan.Zero;
        }

        return page.AtDeskSinceUtc is { } since && nowUtc > since ? page.Served + (nowUtc - since) : page.Served;
    }

    /// <summary>The minute of the day by which it is called: the booked start, without one the arrival.</summary>
    public int TurnIn(TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(bookedUtc ?? Now!.ArrivedUtc!.Value, zone);
        return (local.Hour * 60) + local.Minute;
    }
}
