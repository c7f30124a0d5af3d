using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.Scheduling;

namespace Creneau.Counter.Demonstration;

/// <summary>
/// How a site's day goes: people come a little early or late, desks take them in turn and fall behind a little, somebody does not
/// come. While the site is open, the moment shows one of everything that a counter knows. Seconds of the day.
/// </summary>
/// <param name="open">When any of its desks is open, in order.</param>
/// <param name="now">The moment that is looked at: what lies behind it has happened.</param>
internal sealed class DemoSiteDay(IReadOnlyList<MinuteRange> open, int now, Random random)
{
    private const int Minute = 60;
    private const int Waiting = 3;
    private const int FurthestAhead = 45 * Minute;
    private const int ShortestForWalkIn = 90;

    private readonly List<DemoStay> _stays = [];

    /// <summary>The opening of the moment; null: closed.</summary>
    private MinuteRange? OpenNow => open.Where(range => range.Contains(now / Minute)).Select(range => (MinuteRange?)range).FirstOrDefault();

    /// <param name="booked">With an appointment.</param>
    /// <param name="service">What people without an appointment come for.</param>
    /// <param name="deskId">The desk that takes those.</param>
    public IReadOnlyList<DemoStay> Of(IEnumerable<DemoStay> booked, Service service, int deskId)
    {
        _stays.AddRange(booked);
        _stays.AddRange(open.Where(range => range.Minutes >= ShortestForWalkIn)
            .Select(range => WalkIn(service, deskId, (range.Start * Minute) + Between(35, 55))));
        foreach (var desk in _stays.GroupBy(stay => stay.DeskId).ToList())
        {
            Serve([.. desk.OrderBy(stay => stay.Turn)], desk.Key == deskId);
        }

        if (OpenNow is { } range)
        {
            ShowEverything(range);
            do
            {
                _stays.Add(WalkIn(service, deskId, Math.Max(range.Start * Minute, now - Between(3, 12))));
            }
            while (_stays.Count(stay => stay.WaitsAt(now)) < Waiting);
        }

        MakeOneIncomplete();
        return _stays;
    }

    private static DemoStay WalkIn(Service service, int deskId, int arrives) => new()
    {
        Service = service,
        DeskId = deskId,
        Turn = arrives,
        PlannedSeconds = service.Minutes.First * Minute,
        Arrives = arrives,
    };

    /// <summary>A desk takes everybody in turn; one of the first does not come.</summary>
    private void Serve(List<DemoStay> inTurn, bool isFirstDesk)
    {
        var (free, booked) = (0, 0);
        foreach (var stay in inTurn)
        {
            if (stay.Appointment is not null)
            {
                if (IsAbsent(booked++, isFirstDesk))
                {
                    stay.NotedAbsent = Math.Max(free, stay.Turn + Between(11, 16));
                    continue;
                }

                stay.Arrives = random.Next(6) == 0 ? stay.Turn + Between(2, 7) : stay.Turn - Between(3, 14);
            }

            Call(stay, Math.Max(free, Math.Max(stay.Arrives, stay.Turn - (3 * Minute))) + Between(0.4, 1.3));
            free = stay.Ends;
        }
    }

    private bool IsAbsent(int number, bool isFirstDesk) => isFirstDesk ? number % 8 == 2 : number > 0 && random.Next(14) == 0;

    private void Call(DemoStay stay, int at)
    {
        stay.Called = at;
        stay.Ends = at + (int)(stay.PlannedSeconds * (0.9 + (random.NextDouble() * 0.4)));
    }

    /// <summary>Somebody is at a desk, three wait as far as so many are booked soon, one of them late.</summary>
    private void ShowEverything(MinuteRange range)
    {
        if (!_stays.Exists(stay => stay.IsServedAt(now)) && Next(range, stay => now < stay.Called) is { } next)
        {
            Bring(next, range);
            var free = _stays.Where(stay => stay.DeskId == next.DeskId && stay.Ends <= now).Select(stay => stay.Ends).Append(0).Max();
            Call(next, Math.Max(Math.Max(next.Arrives, free), now - Between(1, 3)));
            next.Ends = Math.Max(next.Ends, now + Minute);
        }

        while (_stays.Count(stay => stay.Appointment is not null && stay.WaitsAt(now)) < Waiting
            && Next(range, stay => now < stay.Arrives) is { } early)
        {
            Bring(early, range);
            early.Called = DemoStay.Never;
        }

        var waiting = _stays.Where(stay => stay.Appointment is not null && stay.WaitsAt(now)).ToList();
        if (!waiting.Exists(stay => stay.IsLate) && waiting.Find(stay => stay.Turn < now - (3 * Minute)) is { } late)
        {
            late.Arrives = late.Turn + random.Next(Minute, now - late.Turn);
        }
    }

    /// <summary>The first of those booked soon who come at all.</summary>
    private DemoStay? Next(MinuteRange range, Func<DemoStay, bool> which) => _stays
        .Where(stay => stay is { Appointment: not null, IsAbsent: false } && which(stay))
        .Where(stay => stay.Turn < now + FurthestAhead && stay.Turn < range.End * Minute)
        .MinBy(stay => stay.Turn);

    /// <summary>Has come a moment ago at the latest, though not long before the doors opened.</summary>
    private void Bring(DemoStay stay, MinuteRange range) =>
        stay.Arrives = Math.Min(stay.Arrives, Math.Max((range.Start - 10) * Minute, now - Between(2, 9)));

    private void MakeOneIncomplete()
    {
        if (_stays.Where(stay => stay.Ends <= now && stay.Appointment?.People > 1).MinBy(stay => stay.Ends) is { } family)
        {
            var others = Enumerable.Repeat(PersonOutcome.Done, family.Appointment!.People - 1);
            family.Outcomes = [.. others, PersonOutcome.Incomplete];
        }
    }

    private int Between(double fromMinutes, double untilMinutes) => random.Next((int)(fromMinutes * Minute), (int)(untilMinutes * Minute));
}
