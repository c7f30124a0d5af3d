using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Scheduling;

namespace Creneau.Bench.Booking;

/// <summary>A free start of one desk for one identity card, and who will book it: everything follows from the number.</summary>
public sealed record BookingStart(int Number, int SiteId, int DeskId, DateOnly Date, int StartMinute, int EndMinute)
{
    public const string Address = "bench/starts";

    public static readonly ServiceKind[] Kinds = [ServiceKind.IdCard];

    private static readonly DateOnly Oldest = new(1950, 1, 1);

    public WantedSlot Wanted => new(SiteId, Kinds, Date, StartMinute);

    public Visitor Visitor => new(Text.Of($"browser of {Number}"), Text.Of($"network of {Number}"), "fr");

    public Contact Contact => new(Text.Of($"client{Number}@exemple.fr"), null, "fr");

    public ReadPerson Person => new(new PersonName("Lefort" + Letters(Number), "Camille"), Oldest.AddDays(Number % 20_000), ServiceKind.IdCard, []);

    /// <summary>A form of this visitor: one for each step.</summary>
    public string Form(string step) => Text.Of($"{step} {Number}");

    /// <summary>Lists what is free now, shuffled by a fixed seed.</summary>
    public static void MapStarts(IEndpointRouteBuilder routes) => routes.MapGet(Address, (AvailabilityIndex availability, TimeProvider clock) =>
    {
        var now = availability.Places.LocalNow(clock.GetUtcNow().UtcDateTime);
        var free = availability.Map.Plans.SelectMany(plan => FreeAt(plan, now[plan.ZoneIndex])).ToArray();
        new Random(74).Shuffle(free);
        return free.Select((start, number) => start with { Number = number });
    });

    private static IEnumerable<BookingStart> FreeAt(SitePlan plan, DateTime now)
    {
        if (!plan.TryAsk([(int)ServiceKind.IdCard], atCounter: false, out var ask))
        {
            yield break;
        }

        var bounds = plan.Bounds(now, atCounter: false);
        var today = DateOnly.FromDateTime(now);
        // The first bookable day is left out: its first start may have passed before it is booked
        for (var date = bounds.FirstDate.AddDays(1); date <= bounds.LastDate; date = date.AddDays(1))
        {
            foreach (var desk in plan.Desks)
            {
                foreach (var start in FreeOn(desk, plan.SiteId, date, ask, date.DayNumber - today.DayNumber))
                {
                    yield return start;
                }
            }
        }
    }

    /// <summary>Where openings with different steps give starts that overlap, only the first: all of these can be booked.</summary>
    private static IEnumerable<BookingStart> FreeOn(DeskView desk, int siteId, DateOnly date, Ask ask, int daysAhead)
    {
        var until = 0;
        foreach (var unit in desk.Calendar.StartsOn(date, ask, daysAhead))
        {
            var minute = unit * DayBits.UnitMinutes;
            if (minute >= until)
            {
                until = minute + desk.Calendar.OpenOn(date).DurationFor(minute, ask, daysAhead);
                yield return new(0, siteId, desk.DeskId, date, minute, until);
            }
        }
    }

    private static string Letters(int number) => number < 26 ? ((char)('a' + number)).ToString() : Letters((number / 26) - 1) + (char)('a' + (number % 26));
}
