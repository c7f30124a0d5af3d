namespace Creneau.Scheduling;

/// <summary>Days of the week as a set.</summary>
[Flags]
public enum DaysOfWeek
{
    /// <summary>No day.</summary>
    None = 0,

    /// <summary>Sunday; the bit is the number that <see cref="DayOfWeek"/> has.</summary>
    Sunday = 1,

    /// <summary>Monday.</summary>
    Monday = 2,

    /// <summary>Tuesday.</summary>
    Tuesday = 4,

    /// <summary>Wednesday.</summary>
    Wednesday = 8,

    /// <summary>Thursday.</summary>
    Thursday = 16,

    /// <summary>Friday.</summary>
    Friday = 32,

    /// <summary>Saturday.</summary>
    Saturday = 64,

    /// <summary>Every day.</summary>
    All = 127,
}

/// <summary>Days of the week, and the starts that suit on them.</summary>
/// <param name="Days">The days.</param>
/// <param name="Starts">The units at which a start suits.</param>
public readonly record struct DayTimes(DaysOfWeek Days, DayBits Starts)
{
    /// <summary>Every start of every day.</summary>
    public static DayTimes Any => new(DaysOfWeek.All, DayBits.Full);

    /// <summary>Nothing: the neutral alternative.</summary>
    public static DayTimes None => default;

    /// <summary>The units of a date at which a start suits.</summary>
    public DayBits On(DateOnly date) => ((int)Days >> (int)date.DayOfWeek & 1) != 0 ? Starts : default;
}
