using Creneau.Catalogue;
using Creneau.Scheduling;

namespace Creneau.Demo;

/// <summary>Walks through a desk's day and takes starts as the engine offers them, each with a chance.</summary>
internal sealed class DeskDayFiller(IReadOnlyList<Service> services, Random random)
{
    private static readonly ServiceKind[] OneIdCard = [ServiceKind.IdCard];
    private static readonly ServiceKind[] OneCollection = [ServiceKind.Collection];

    /// <param name="open">What is open.</param>
    /// <param name="taken">Units that are taken before the walk begins.</param>
    /// <param name="chance">Of each start to be taken; 1 leaves only gaps too short for anybody.</param>
    public IEnumerable<DemoSlot> Fill(OpenDay open, DayBits taken, double chance)
    {
        var free = open.Open.Except(taken);
        for (var next = Earliest(open, free); next is not null; next = Earliest(open, free))
        {
            if (random.NextDouble() < chance)
            {
                yield return next;
            }

            free = free.Without(0, next.EndMinute / DayBits.UnitMinutes);
        }
    }

    /// <summary>The first start for a party; null when there is none at or after the minute.</summary>
    public DemoSlot? First(OpenDay open, DayBits free, ServiceKind[] kinds, int fromMinute = 0)
    {
        var ask = AskFor(kinds);
        var unit = open.Starts(free, ask, minutesAhead: 0).Next(fromMinute / DayBits.UnitMinutes);
        if (unit < 0)
        {
            return null;
        }

        var start = unit * DayBits.UnitMinutes;
        return new DemoSlot(kinds, start, start + open.DurationFor(start, ask, minutesAhead: 0));
    }

    /// <summary>The party that comes by, or a single person where it does not fit as early.</summary>
    private DemoSlot? Earliest(OpenDay open, DayBits free)
    {
        DemoSlot? earliest = null;
        foreach (var kinds in (ServiceKind[][])[Party(), OneIdCard, OneCollection])
        {
            if (First(open, free, kinds) is { } slot && (earliest is null || slot.StartMinute < earliest.StartMinute))
            {
                earliest = slot;
            }
        }

        return earliest;
    }

    private Ask AskFor(ServiceKind[] kinds)
    {
        Span<ServiceMinutes> minutes = stackalloc ServiceMinutes[kinds.Length];
        var wanted = default(ServiceSet);
        for (var i = 0; i < kinds.Length; i++)
        {
            minutes[i] = services[kinds[i].Id].Minutes;
            wanted |= ServiceSet.Of(kinds[i].Id);
        }

        return new Ask(wanted, PartyDuration.Minutes(minutes), AtCounter: true);
    }

    private ServiceKind[] Party()
    {
        var people = random.Next(100) switch { < 58 => 1, < 78 => 2, < 92 => 3, _ => 4 };
        var kinds = new ServiceKind[people];
        Array.Fill(kinds, Kind());
        if (people > 1 && random.Next(8) == 0)
        {
            kinds[^1] = kinds[0].Equals(ServiceKind.Passport) ? ServiceKind.IdCard : ServiceKind.Passport;
        }

        return kinds;
    }

    private ServiceKind Kind() => random.Next(100) switch
    {
        < 40 => ServiceKind.IdCard,
        < 70 => ServiceKind.Passport,
        < 86 => ServiceKind.IdCardAndPassport,
        _ => ServiceKind.Collection,
    };
}

/// <summary>A start of the demo: who comes for what, half-open minutes of the day.</summary>
internal sealed record DemoSlot(ServiceKind[] Kinds, int StartMinute, int EndMinute);
