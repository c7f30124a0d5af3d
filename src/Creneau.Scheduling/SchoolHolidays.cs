namespace Creneau.Scheduling;

/// <summary>The school holidays of one zone.</summary>
/// <param name="ranges">First free day, and the day on which school begins again, which is no holiday. In any order.</param>
public sealed class SchoolHolidays(IEnumerable<(DateOnly From, DateOnly Until)> ranges)
{
    private readonly (DateOnly From, DateOnly Until)[] _ranges = [.. ranges];

    /// <summary>No holidays at all.</summary>
    public static SchoolHolidays None { get; } = new([]);

    /// <summary>Whether a date is a holiday; false for years of which nothing is known.</summary>
    public bool Contains(DateOnly date) => Array.Exists(_ranges, range => date >= range.From && date < range.Until);
}
