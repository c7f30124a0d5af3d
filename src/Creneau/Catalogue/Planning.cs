using Creneau.Scheduling;

namespace Creneau.Catalogue;

public enum PreRequestPolicy : short
{
    Optional = 0,
    Required = 1,
}

/// <summary>A bookable kind of work of one town hall: its desks, services and booking window. What is invoiced is per planning.</summary>
public sealed class Planning
{
    private readonly List<Service> _services = [];

    private Planning()
    {
    }

    public Planning(int townHallId, string name, BookingWindow window, bool staffed = false)
    {
        TownHallId = townHallId;
        Name = name;
        Staffed = staffed;
        SetWindow(window);
    }

    public int Id { get; private set; }
    public int TownHallId { get; private set; }
    public string Name { get; private set; } = "";
    public int LeastNoticeMinutes { get; private set; }
    public int HorizonDays { get; private set; }
    public DayOfWeek? ReleaseDay { get; private set; }
    public int? ReleaseMinute { get; private set; }

    /// <summary>1 to 31: at that day of each month the next one opens. Null where no month is released.</summary>
    public int? ReleaseMonthDay { get; private set; }

    /// <summary>With shifts, the k-th usable desk is open only while k agents are present; without, all desks are.</summary>
    public bool Staffed { get; private set; }

    public PreRequestPolicy PreRequest { get; private set; }

    /// <summary>Told instead of that of the site or the town hall; null: theirs.</summary>
    public string? Phone { get; private set; }

    /// <summary>The public finds it; until then agents do, and nobody else.</summary>
    public bool IsPublished { get; private set; } = true;

    /// <summary>How many people without an appointment a site takes in each half day; null: as many as come. 0: none.</summary>
    public int? WalkInCap { get; private set; }

    public ReminderLeads Reminders { get; private set; } = ReminderLeads.Usual;

    public IReadOnlyList<Service> Services => _services;

    public BookingWindow Window => new(
        LeastNoticeMinutes, HorizonDays, ReleaseOf(ReleaseDay, ReleaseMonthDay, ReleaseMinute));

    /// <returns>Null: nothing waits for a release.</returns>
    public static Release? ReleaseOf(DayOfWeek? weekday, int? monthDay, int? minute) => (weekday, monthDay, minute) switch
    {
        ({ } day, _, { } at) => new WeeklyRelease(day, at),
        (_, { } day, { } at) => new MonthlyRelease(day, at),
        _ => null,
    };

    public Planning Offer(params Service[] services)
    {
        _services.AddRange(services);
        return this;
    }

    public void SetWindow(BookingWindow window)
    {
        LeastNoticeMinutes = window.LeastNoticeMinutes;
        HorizonDays = window.HorizonDays;
        var (weekly, monthly) = (window.Release as WeeklyRelease, window.Release as MonthlyRelease);
        (ReleaseDay, ReleaseMonthDay, ReleaseMinute) = (weekly?.Day, monthly?.Day, weekly?.Minute ?? monthly?.Minute);
    }

    /// <summary>Made unseen by the public, until it is published.</summary>
    public Planning AsDraft()
    {
        IsPublished = false;
        return this;
    }

    public void Publish() => IsPublished = true;

    public void Rename(string name) => Name = name;

    public void SetPhone(string? phone) => Phone = phone;

    public void SetStaffed(bool staffed) => Staffed = staffed;

    public void SetWalkInCap(int? cap) => WalkInCap = cap;

    public void Remind(ReminderLeads leads) => Reminders = leads;

    public void AskForPreRequests(PreRequestPolicy policy) => PreRequest = policy;
}
