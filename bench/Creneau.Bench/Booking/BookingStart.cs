using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Scheduling;

namespace Creneau.Bench.Booking;

/// <summary>A free start of one desk for one identity card, and who will book it: everything follows from the number.</summary>
/// <param name="Wanted">One service, the identity card of that planning.</param>
/// <param name="DeskId">A desk that is free then; which one is taken is the server's choice.</param>
public sealed record BookingStart(int Number, WantedSlot Wanted, int DeskId, int EndMinute)
{
    public const string Address = "bench/starts";

    private static readonly DateOnly Oldest = new(1950, 1, 1);

    public int ServiceId => Wanted.ServiceIds[0];

    public Actor Actor => Actor.Citizen(Text.Of($"session of {Number}"), Text.Of($"network of {Number}"), "fr");

    public Contact Contact => new(Text.Of($"client{Number}@exemple.fr"), null, "fr");

    public ReadPerson Person => new(new PersonName("Lefort" + Letters(Number), "Camille"), Oldest.AddDays(Number % 20_000), ServiceId, []);

    /// <summary>A form of this session: one for each step.</summary>
    public string Form(string step) => Text.Of($"{step} {Number}");

    /// <summary>Lists what is free now, shuffled by a fixed seed.</summary>
    public static void MapStarts(IEndpointRouteBuilder routes) => routes.MapGet(Address, FreeNow);

    private static IEnumerable<BookingStart> FreeNow(AvailabilityIndex availability, TimeProvider clock)
    {
        var places = availability.Places;
        var now = places.LocalNow(clock.GetUtcNow().UtcDateTime);
        var free = availability.Map.Plans
            .SelectMany(plan => FreeAt(plan, places.ServiceOf(plan.PlanningId, ServiceKind.IdCard), now[plan.ZoneIndex]))
            .ToArray();
        new Random(74).Shuffle(free);
        return free.Select((start, number) => start with { Number = number });
    }

    private static IEnumerable<BookingStart> FreeAt(SitePlan plan, Service? service, DateTime now)
    {
        if (service is null || !plan.TryAskServices([service.Ordinal], atCounter: false, out var ask))
        {
            yield break;
        }

        var bounds = plan.Bounds(now, atCounter: false);
        // The first bookable day is left out: its first start may have passed before it is booked
        for (var date = bounds.FirstDate.AddDays(1); date <= bounds.LastDate; date = date.AddDays(1))
        {
            foreach (var desk in plan.Desks)
            {
                foreach (var (start, end) in FreeOn(desk, date, ask, WallClock.MinutesUntil(date, now)))
                {
                    yield return new(0, new(plan.SiteId, plan.PlanningId, [service.Id], date, start), desk.DeskId, end);
                }
            }
        }
    }

    /// <summary>Where openings with different steps give starts that overlap, only the first: all of these can be booked.</summary>
    private static IEnumerable<(int Start, int End)> FreeOn(DeskView desk, DateOnly date, Ask ask, int minutesAhead)
    {
        var until = 0;
        foreach (var unit in desk.Calendar.StartsOn(date, ask, minutesAhead))
        {
            var minute = unit * DayBits.UnitMinutes;
            if (minute >= until)
            {
                until = minute + desk.Calendar.OpenOn(date).DurationFor(minute, ask, minutesAhead);
                yield return (minute, until);
            }
        }
    }

    private static string Letters(int number) =>
        number < 26 ? ((char)('a' + number)).ToString() : Letters((number / 26) - 1) + (char)('a' + (number % 26));
}
