using System.Globalization;

namespace Creneau.Appointments;

/// <summary>A birth date as an identity document has it: day, or day and month, may be unknown.</summary>
public sealed record BirthDate
{
    /// <exception cref="ArgumentException">No calendar has such a date, or the day is known and the month is not.</exception>
    public BirthDate(int year, int? month, int? day)
    {
        (Year, Month, Day) = (year, month, day);
        if ((month is null && day is not null) || Latest.Year != year)
        {
            throw new ArgumentException("The day of a birth date is known only with its month.", nameof(day));
        }
    }

    /// <summary>1 to 9999.</summary>
    public int Year { get; }

    /// <summary>1 to 12; null when unknown, and then the day is too.</summary>
    public int? Month { get; }

    /// <summary>1 to 31; null when unknown.</summary>
    public int? Day { get; }

    public static implicit operator BirthDate(DateOnly date) => Of(date);

    public static BirthDate Of(DateOnly date) => new(date.Year, date.Month, date.Day);

    /// <summary>The last date that it can be: of a person whose day is unknown, the birthday is not assumed early.</summary>
    public DateOnly Latest => (Month, Day) switch
    {
        ({ } month, { } day) => new DateOnly(Year, month, day),
        ({ } month, null) => new DateOnly(Year, month, DateTime.DaysInMonth(Year, month)),
        _ => new DateOnly(Year, 12, 31),
    };

    /// <summary>« 1950-03-00 » when the day is unknown: what claims are keyed by.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month ?? 0:00}-{Day ?? 0:00}");
}
