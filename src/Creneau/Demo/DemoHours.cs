using Creneau.Catalogue;
using Creneau.Scheduling;

namespace Creneau.Demo;

/// <summary>Plausible hours of one town hall: which days, until when, with which breaks, for what and for whom.</summary>
internal sealed class DemoHours
{
    /// <summary>Ordinals of the services equal their kinds in the demo.</summary>
    public static readonly ServiceSet All = ServiceSet.Of(
        ServiceKind.IdCard.Id, ServiceKind.Passport.Id, ServiceKind.IdCardAndPassport.Id, ServiceKind.Collection.Id);

    private static readonly ServiceSet CollectionOnly = ServiceSet.Of(ServiceKind.Collection.Id);
    private static readonly int[] Steps = [5, 10, 15, 15, 15, 20];

    private static readonly DayOfWeek[][] Weeks =
    [
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        [DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday],
        [DayOfWeek.Tuesday, DayOfWeek.Thursday],
    ];

    private readonly List<Opening> _openings = [];
    private readonly Random _random;
    private readonly DateOnly _thisWeek;
    private readonly int _step;

    private DemoHours(Random random, DateOnly today)
    {
        (_random, _thisWeek) = (random, IsoWeek.Monday(today));
        _step = Steps[random.Next(Steps.Length)];
    }

    /// <param name="population">Small communes open on fewer days.</param>
    /// <param name="custom">What sets this town hall apart.</param>
    public static IReadOnlyList<Opening> Of(int population, DemoCustom custom, Random random, DateOnly today)
    {
        var hours = new DemoHours(random, today);
        hours.Week(population, custom);
        if (custom.SaturdayEveryWeeks is { } every)
        {
            var saturdays = new Recurrence.Weekly(DayOfWeek.Saturday, every, hours._thisWeek, null, null);
            hours._openings.Add(new Opening(saturdays, new MinuteRange(9 * 60, 12 * 60), hours._step, All, OpeningChannel.Online, 0));
        }

        return hours._openings;
    }

    private void Week(int population, DemoCustom custom)
    {
        if (custom.LongDays)
        {
            foreach (var day in Weeks[0])
            {
                Morning(day, 510, 720, custom);
                Afternoon(day, 810, 1050, custom);
            }

            return;
        }

        var days = Weeks[population switch
        {
            > 9_000 => _random.Next(0, 2),
            > 4_000 => _random.Next(0, 3),
            _ => _random.Next(2, 5),
        }];
        var (from, noon) = (480 + (_random.Next(0, 3) * 30), 690 + (_random.Next(0, 3) * 15));
        var (back, until) = (800 + (_random.Next(0, 3) * 20), 960 + (_random.Next(0, 5) * 15));
        var freeAfternoon = days[_random.Next(days.Length)];
        foreach (var day in days)
        {
            Morning(day, from, noon, custom);
            if (day != freeAfternoon || day == custom.LateEvening)
            {
                Afternoon(day, back, day == custom.LateEvening ? 19 * 60 : until, custom);
            }
        }
    }

    private void Morning(DayOfWeek day, int from, int noon, DemoCustom custom)
    {
        var collections = custom.CollectionsBeforeNoon ? noon - 30 : noon;
        var openLate = custom.CounterUntilTwoDays == day ? from + 60 : from;
        Add(day, from, openLate, OpeningChannel.CounterUntil, onlineDaysBefore: 2);
        Add(day, openLate, collections);
        Add(day, collections, noon, services: CollectionOnly);
    }

    private void Afternoon(DayOfWeek day, int back, int until, DemoCustom custom)
    {
        var counter = custom.CounterOnly == day ? until - 60 : until;
        Add(day, back, counter);
        Add(day, counter, until, OpeningChannel.CounterOnly);
    }

    private void Add(
        DayOfWeek day,
        int from,
        int until,
        OpeningChannel channel = OpeningChannel.Online,
        int onlineDaysBefore = 0,
        ServiceSet? services = null)
    {
        if (from < until)
        {
            var when = new Recurrence.Weekly(day, 1, _thisWeek, null, null);
            _openings.Add(new Opening(when, new MinuteRange(from, until), _step, services ?? All, channel, onlineDaysBefore));
        }
    }
}

/// <summary>What sets a town hall of the demo apart; null and false are the ordinary.</summary>
internal sealed record DemoCustom
{
    /// <summary>Day on which it is open until 19:00.</summary>
    public DayOfWeek? LateEvening { get; init; }

    /// <summary>Open all day from Monday to Friday: whoever tries the demonstration likely finds it at work.</summary>
    public bool LongDays { get; init; }

    /// <summary>Open on Saturday mornings, every n weeks.</summary>
    public int? SaturdayEveryWeeks { get; init; }

    public bool CollectionsBeforeNoon { get; init; }

    /// <summary>Day whose last hour is booked by agents only.</summary>
    public DayOfWeek? CounterOnly { get; init; }

    /// <summary>Day whose first hour goes online two days before.</summary>
    public DayOfWeek? CounterUntilTwoDays { get; init; }

    /// <summary>Days from today to the first of a closed week.</summary>
    public int? ClosedWeekIn { get; init; }

    /// <summary>The last desk waits for its repair.</summary>
    public bool DeskOutOfOrder { get; init; }

    /// <summary>One agent less on Wednesdays than there are desks.</summary>
    public bool OneAgentOnWednesdays { get; init; }

    /// <summary>Each Monday at 09:00 another week opens.</summary>
    public bool WeeklyRelease { get; init; }

    public static DemoCustom Of(DemoPlace place, Random random, bool isFrance)
    {
        var custom = new DemoCustom
        {
            SaturdayEveryWeeks = random.Next(100) switch { < 30 => 1, < 40 => 2, _ => null },
            CollectionsBeforeNoon = random.Next(3) == 0,
            CounterOnly = random.Next(3) == 0 ? DayOfWeek.Tuesday : null,
            CounterUntilTwoDays = random.Next(3) == 0 ? DayOfWeek.Thursday : null,
        };
        return isFrance ? OfFrance(custom, place, random) : OfHauteSavoie(custom, place.InseeCode);
    }

    private static DemoCustom OfHauteSavoie(DemoCustom custom, string inseeCode) => inseeCode switch
    {
        "74010" => custom with { LateEvening = DayOfWeek.Thursday, SaturdayEveryWeeks = 1 },
        "74012" => custom with { DeskOutOfOrder = true, SaturdayEveryWeeks = 1 },
        "74042" => custom with { OneAgentOnWednesdays = true },
        "74173" => custom with { ClosedWeekIn = 15 },
        "74208" => custom with { LongDays = true },
        "74256" => custom with { CounterUntilTwoDays = DayOfWeek.Thursday, SaturdayEveryWeeks = 2 },
        "74281" => custom with { WeeklyRelease = true },
        _ => custom,
    };

    private static DemoCustom OfFrance(DemoCustom custom, DemoPlace place, Random random) => custom with
    {
        LateEvening = random.Next(12) == 0 ? DayOfWeek.Thursday : null,
        ClosedWeekIn = random.Next(30) == 0 ? random.Next(100) : null,
        DeskOutOfOrder = place.Desks > 1 && random.Next(20) == 0,
        OneAgentOnWednesdays = place.Desks > 1 && random.Next(10) == 0,
        WeeklyRelease = random.Next(12) == 0,
    };
}
