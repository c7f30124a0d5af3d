using Creneau.Places;

namespace Creneau.Hours.SchoolTimes;

/// <summary>One period of the table as it shall be.</summary>
/// <param name="Zone">A, B, C, or the name of another zone.</param>
/// <param name="From">First day without school.</param>
/// <param name="Until">The day on which school begins again, which is no holiday.</param>
public sealed record SchoolPeriod(string Zone, string Name, DateOnly From, DateOnly Until)
{
    public static SchoolPeriod Of(SchoolHoliday row) => new(row.Zone, row.Name, row.FromDate, row.UntilDate);

    public override string ToString() => FormattableString.Invariant($"{Zone} {Name} {From:yyyy-MM-dd}..{Until:yyyy-MM-dd}");
}

/// <summary>A row of the table as it was shown.</summary>
public sealed record SeenPeriod(int Id, SchoolPeriod Period);

public enum SchoolHolidayRefusal
{
    NotAllowed,

    /// <summary>Somebody else has changed or removed it since it was shown.</summary>
    ChangedSince,

    /// <summary>The zone is empty, or longer than <see cref="SchoolHoliday.LongestZone"/>.</summary>
    NoZone,

    /// <summary>The name is empty, or longer than <see cref="SchoolHoliday.LongestName"/>.</summary>
    NoName,

    /// <summary>School begins again before the first free day, or on it.</summary>
    Reversed,

    /// <summary>Longer than <see cref="SaveSchoolHoliday.LongestDays"/>.</summary>
    TooLong,

    /// <summary>Another period of the zone shares a day with it.</summary>
    Overlaps,
}
