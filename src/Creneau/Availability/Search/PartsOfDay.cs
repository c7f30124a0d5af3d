using Creneau.Scheduling;

namespace Creneau.Availability.Search;

/// <summary>Parts of the day as people choose them, by when an appointment starts; wall clock.</summary>
[Flags]
public enum PartsOfDay
{
    /// <summary>No choice made: any time.</summary>
    None = 0,

    /// <summary>Before 12:00.</summary>
    Morning = 1,

    /// <summary>From 12:00 on; what starts after 17:00 is afternoon too.</summary>
    Afternoon = 2,

    /// <summary>From 17:00 on, for those who work.</summary>
    Evening = 4,
}

internal static class PartsOfDayStarts
{
    private const int UnitsPerHour = 60 / DayBits.UnitMinutes;

    /// <summary>The units at which a start suits.</summary>
    public static DayBits Starts(this PartsOfDay parts) => parts == PartsOfDay.None
        ? DayBits.Full
        : From(parts, PartsOfDay.Morning, 0, 12) | From(parts, PartsOfDay.Afternoon, 12, 24) | From(parts, PartsOfDay.Evening, 17, 24);

    private static DayBits From(PartsOfDay parts, PartsOfDay part, int fromHour, int untilHour) =>
        parts.HasFlag(part) ? DayBits.Range(fromHour * UnitsPerHour, untilHour * UnitsPerHour) : DayBits.Empty;
}
