using Creneau.Scheduling;

namespace Creneau.Places;

/// <summary>A member commune: the tenant of its sites, plannings and desks.</summary>
public sealed class TownHall
{
    public const int LongestCancelDelaySeconds = 600;
    public const int LongestPhone = 30;

    private TownHall()
    {
    }

    public TownHall(string inseeCode, string name, int population, string timeZone)
    {
        InseeCode = inseeCode;
        Name = name;
        Population = population;
        TimeZone = timeZone;
    }

    public int Id { get; private set; }
    public string InseeCode { get; private set; } = "";

    /// <summary>Name of the commune: « Saint-Gervais-les-Bains ».</summary>
    public string Name { get; private set; } = "";

    public int Population { get; private set; }

    /// <summary>IANA zone of all its wall-clock times.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>Name of the engine's holiday region.</summary>
    public string HolidayRegion { get; private set; } = nameof(Scheduling.HolidayRegion.Metropole);

    /// <summary>In Alsace-Moselle, Good Friday is closed where the commune has a Protestant or a mixed church.</summary>
    public bool GoodFriday { get; private set; }

    /// <summary>Zone of its school holidays: A, B, C, or the name of another; null: none are kept.</summary>
    public string? SchoolZone { get; private set; }

    public string? Phone { get; private set; }

    /// <summary>Its agents sign in with a code of an authenticator app as well.</summary>
    public bool RequiresSecondFactor { get; private set; }

    /// <summary>Seconds for which an agent's cancellation can be undone before it is carried out and told; 0 to 600.</summary>
    public int CancelDelaySeconds { get; private set; } = 60;

    /// <summary>How its waiting room is run.</summary>
    public QueueRules Queue { get; private set; } = new();

    public void SetHolidays(Scheduling.HolidayRegion region, bool goodFriday)
    {
        HolidayRegion = region.ToString();
        GoodFriday = goodFriday;
    }

    /// <param name="cancelDelaySeconds">0 to 600.</param>
    public void SetCounter(bool requiresSecondFactor, int cancelDelaySeconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cancelDelaySeconds, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cancelDelaySeconds, LongestCancelDelaySeconds);
        (RequiresSecondFactor, CancelDelaySeconds) = (requiresSecondFactor, cancelDelaySeconds);
    }

    public void SetSchoolZone(string? zone) => SchoolZone = zone;

    /// <summary>Its wall clock at an instant; of what is in memory the directory knows it too.</summary>
    public DateTime LocalTime(DateTime instantUtc) =>
        WallClock.ToLocal(instantUtc, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    public void SetQueue(QueueRules queue) => Queue = queue;

    public void SetPhone(string? phone) => Phone = phone;
}
