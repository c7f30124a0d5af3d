namespace Creneau.Scheduling;

/// <summary>The school holidays of one zone.</summary>
/// <param name="ranges">First free day, and the day on which school begins again, which is no holiday. In any order.</param>
public sealed class SchoolHolidays(IEnumerable<(DateOnly From, DateOnly Until)> ranges)
{
    private readonly (DateOnly From, DateOnly Until)[] _ranges = [.. ranges];

    private readonly string _text = string.Join(' ', ranges.Order().Select(range => $"{range.From.DayNumber}-{range.Until.DayNumber}"));

    /// <summary>No holidays at all.</summary>
    public static SchoolHolidays None { get; } = new([]);

    /// <summary>Whether a date is a holiday; false for years of which nothing is known.</summary>
    public bool Contains(DateOnly date) => Array.Exists(_ranges, range => date >= range.From && date < range.Until);

    /// <summary>The dates: where two are the same, so are the holidays.</summary>
    public override string ToString() => _text;
}
