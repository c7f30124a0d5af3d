using Creneau.Appointments;
using Creneau.Counter.Visits;

namespace Creneau.Tests.Counter.Visits.Histories;

/// <summary>
/// The rules of the counter once more, for one day of one site: slow, obvious, and without any code of the platform. Each method
/// is something that somebody does; it answers why not, or null once it is noted.
/// </summary>
/// <param name="date">Wall clock of the town hall, as <paramref name="zone"/> has it.</param>
/// <param name="cap">As many people without an appointment are taken in each half of the day.</param>
internal sealed class SlowCounter(DateOnly date, TimeZoneInfo zone, int cap)
{
    /// <summary>For how long a step can be undone.</summary>
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Before who did not come is called again.</summary>
    public static readonly TimeSpan RecallGap = TimeSpan.FromMinutes(5);

    private int _tickets;

    public DateTime NowUtc { get; set; }

    public List<SlowStay> Stays { get; } = [];

    /// <summary>Who is signed on at a desk, and on which day.</summary>
    public Dictionary<int, (int Agent, DateOnly Day)> SignedOn { get; } = [];

    public DateTime NowLocal => TimeZoneInfo.ConvertTimeFromUtc(NowUtc, zone);

    public bool IsToday => Today == date;

    /// <summary>From 03:00 of the next day on nothing of the day can be noted any more.</summary>
    public bool IsClosed => NowLocal >= date.AddDays(1).ToDateTime(new TimeOnly(3, 0));

    /// <summary>Who is called next, first of all: by booked start, those without an appointment between them by their arrival.</summary>
    public List<SlowStay> ToCall => [.. Stays.Where(stay => stay.Status == VisitStatus.Waiting)
        .OrderBy(stay => stay.TurnIn(zone)).ThenBy(stay => stay.Now!.ArrivedUtc)];

    public SlowStay? At(int desk) => Stays.Find(stay => stay.Now?.Desk == desk);

    public VisitRefusal? Arrive(SlowStay stay)
    {
        if (!stay.HasAppointment)
        {
            return VisitRefusal.NotFound;
        }

        if (!IsToday)
        {
            return VisitRefusal.NotToday;
        }

        if (stay.Status is not (null or VisitStatus.Absent))
        {
            return VisitRefusal.OtherwiseNow;
        }

        if (stay.HasAnother)
        {
            return VisitRefusal.HasAnother;
        }

        stay.Ticket ??= ++_tickets;
        var page = PageOf(stay, VisitStatus.Waiting);
        stay.Pages.Add(page with { ArrivedUtc = page.ArrivedUtc ?? page.NotedUtc, EndedUtc = null, CallsInVain = 0, Outcomes = [] });
        return null;
    }

    /// <param name="comer">Who gets the ticket; joins the stays.</param>
    public VisitRefusal? TakeTicket(SlowStay comer)
    {
        var walkIns = Stays.Where(stay => !stay.HasAppointment && stay.Now is not null);
        if (walkIns.Count(stay => IsMorning(stay.Now!.ArrivedUtc!.Value) == IsMorning(NowUtc)) >= cap)
        {
            return VisitRefusal.CapReached;
        }

        comer.Ticket = ++_tickets;
        comer.Pages.Add(new SlowPage(VisitStatus.Waiting, NowUtc) { ArrivedUtc = NowUtc });
        Stays.Add(comer);
        return null;
    }

    public VisitRefusal? Call(SlowStay stay, int desk, int agent, CurrentVisit current)
    {
        if (stay.Now is not { } page)
        {
            return VisitRefusal.NotFound;
        }

        if (!IsToday)
        {
            return VisitRefusal.NotToday;
        }

        if (SignedOn.GetValueOrDefault(desk) != (agent, Today))
        {
            return VisitRefusal.NotSignedOn;
        }

        if (page.Status is not (VisitStatus.Waiting or VisitStatus.Paused))
        {
            return VisitRefusal.OtherwiseNow;
        }

        // A call that lies ahead is one from before the clock was set back: nobody waits an hour for the next
        if (page.Status == VisitStatus.Waiting && page.CallsInVain > 0
            && NowUtc >= page.LastCalledUtc && NowUtc < page.LastCalledUtc + RecallGap)
        {
            return VisitRefusal.CalledJustNow;
        }

        var other = At(desk);
        if (other is not null && current == CurrentVisit.Stays)
        {
            return VisitRefusal.DeskBusy;
        }

        if (other is not null)
        {
            Leave(other, current == CurrentVisit.Ends ? VisitStatus.Done : VisitStatus.Paused);
        }

        var called = PageOf(stay, VisitStatus.InProgress);
        called = called with { Desk = desk, AtDeskSinceUtc = called.NotedUtc };
        stay.Pages.Add(page.Status == VisitStatus.Paused ? called : called with
        {
            IsJustCalled = true,
            Calls = called.Calls + 1,
            FirstCalledUtc = called.FirstCalledUtc ?? called.NotedUtc,
            LastCalledUtc = called.NotedUtc,
        });
        return null;
    }

    public VisitRefusal? Pause(SlowStay stay)
    {
        if (RefusalOf(stay) is { } refusal)
        {
            return refusal;
        }

        if (stay.Status != VisitStatus.InProgress)
        {
            return VisitRefusal.OtherwiseNow;
        }

        Leave(stay, VisitStatus.Paused);
        return null;
    }

    public VisitRefusal? NotCome(SlowStay stay)
    {
        if (RefusalOf(stay) is { } refusal)
        {
            return refusal;
        }

        if (stay.Now is not { IsJustCalled: true } called)
        {
            return VisitRefusal.OtherwiseNow;
        }

        stay.Pages.Add(PageOf(stay, VisitStatus.Waiting) with { CallsInVain = called.CallsInVain + 1 });
        return null;
    }

    /// <param name="outcomes">One per person; null: done for all.</param>
    public VisitRefusal? Finish(SlowStay stay, IReadOnlyList<PersonOutcome>? outcomes)
    {
        if (RefusalOf(stay) is { } refusal)
        {
            return refusal;
        }

        if (stay.Status is not (VisitStatus.InProgress or VisitStatus.Paused)
            || (outcomes is not null && outcomes.Count != stay.People))
        {
            return VisitRefusal.OtherwiseNow;
        }

        if (outcomes is not null && outcomes.All(outcome => outcome == PersonOutcome.Absent))
        {
            BeAbsent(stay);
            return null;
        }

        Leave(stay, VisitStatus.Done);
        if (outcomes is not null)
        {
            stay.Pages[^1] = stay.Pages[^1] with { Outcomes = outcomes };
        }

        return null;
    }

    public VisitRefusal? Absent(SlowStay stay)
    {
        if (stay.Now is null && !stay.HasAppointment)
        {
            return VisitRefusal.NotFound;
        }

        if (!IsToday)
        {
            return VisitRefusal.NotToday;
        }

        if (stay.Status is not (null or VisitStatus.Waiting) && stay.Now is not { IsJustCalled: true })
        {
            return VisitRefusal.OtherwiseNow;
        }

        BeAbsent(stay);
        return null;
    }

    /// <param name="hasSeenLast">Whether the agent has seen what was noted last.</param>
    public VisitRefusal? Undo(SlowStay stay, bool hasSeenLast)
    {
        if (RefusalOf(stay) is { } refusal)
        {
            return refusal;
        }

        if (!hasSeenLast)
        {
            return VisitRefusal.OtherwiseNow;
        }

        if (stay.Status == VisitStatus.Unrecorded || NowUtc >= stay.Now!.NotedUtc + Minute)
        {
            return VisitRefusal.TooLate;
        }

        var before = stay.Pages.Count > 1 ? stay.Pages[^2] : null;
        if (before?.Desk is { } desk && At(desk) is { } other && other != stay)
        {
            return VisitRefusal.DeskBusy;
        }

        if (stay.HasAnother && stay.IsOver && before?.Status is not (VisitStatus.Done or VisitStatus.Absent))
        {
            return VisitRefusal.HasAnother;
        }

        stay.Pages.RemoveAt(stay.Pages.Count - 1);
        stay.Ticket = stay.Pages.Count > 0 ? stay.Ticket : null;
        return null;
    }

    /// <returns>Whether the agent is signed on; false: somebody else is there.</returns>
    public bool SignOn(int agent, int desk, bool takesOver)
    {
        if (SignedOn.TryGetValue(desk, out var there) && there.Day == Today && there.Agent != agent && !takesOver)
        {
            return false;
        }

        SignOff(agent);
        SignedOn[desk] = (agent, Today);
        return true;
    }

    public void SignOff(int agent)
    {
        foreach (var (desk, _) in SignedOn.Where(one => one.Value.Agent == agent).ToList())
        {
            SignedOn.Remove(desk);
        }
    }

    /// <summary>Somebody of the party wants another appointment, for another day.</summary>
    public static bool BookAgain(SlowStay stay)
    {
        if (stay.Claims || stay.HasAnother)
        {
            return false;
        }

        stay.HasAnother = true;
        return true;
    }

    /// <summary>The night ends what nobody noted; appointments and the counter are closed apart, in any order.</summary>
    public void CloseAppointments() => Stays.ForEach(stay => stay.IsAppointmentClosed |= IsClosed);

    public void CloseCounter()
    {
        if (!IsClosed)
        {
            return;
        }

        foreach (var stay in Stays.Where(stay => stay.Now is not null && !stay.IsOver))
        {
            Leave(stay, VisitStatus.Unrecorded);
        }

        foreach (var (desk, _) in SignedOn.Where(one => one.Value.Day <= date).ToList())
        {
            SignedOn.Remove(desk);
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(NowLocal);

    private bool IsMorning(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone) < date.ToDateTime(new TimeOnly(13, 0));

    private VisitRefusal? RefusalOf(SlowStay stay) =>
        stay.Now is null ? VisitRefusal.NotFound
        : IsClosed ? VisitRefusal.NotToday
        : null;

    /// <summary>A new page, at no desk. No page lies before the one below it, whatever the clock says.</summary>
    private SlowPage PageOf(SlowStay stay, VisitStatus status)
    {
        var below = stay.Now ?? new SlowPage(status, NowUtc);
        var noted = below.NotedUtc > NowUtc ? below.NotedUtc : NowUtc;
        return below with { Status = status, NotedUtc = noted, Desk = null, AtDeskSinceUtc = null, IsJustCalled = false };
    }

    /// <summary>What is served until now counts.</summary>
    private void Leave(SlowStay stay, VisitStatus status)
    {
        var page = PageOf(stay, status);
        var more = stay.Now!.AtDeskSinceUtc is { } since ? page.NotedUtc - since : TimeSpan.Zero;
        stay.Pages.Add(page with
        {
            Served = page.Served + more,
            EndedUtc = status == VisitStatus.Paused ? null : page.NotedUtc,
            Outcomes = status == VisitStatus.Done ? [.. Enumerable.Repeat(PersonOutcome.Done, stay.People)] : page.Outcomes,
        });
    }

    /// <summary>Nobody is there: the last call was followed by nobody, and its time does not count.</summary>
    private void BeAbsent(SlowStay stay)
    {
        var page = PageOf(stay, VisitStatus.Absent);
        stay.Pages.Add(page with
        {
            EndedUtc = page.NotedUtc,
            Outcomes = [.. Enumerable.Repeat(PersonOutcome.Absent, stay.People)],
        });
    }
}
