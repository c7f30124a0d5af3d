namespace Creneau.Scheduling;

/// <summary>A start in wall clock.</summary>
/// <param name="Date">The date.</param>
/// <param name="Minute">Minute of the date, 0 to 1435 on the five-minute grid.</param>
public readonly record struct SlotStart(DateOnly Date, int Minute) : IComparable<SlotStart>
{
    /// <summary>Minutes since 0001-01-01 00:00 of the same clock: only differences mean something.</summary>
    internal long Total => (long)Date.DayNumber * DayBits.MinutesPerDay + Minute;

    /// <summary>Later than any start.</summary>
    internal static SlotStart End => new(DateOnly.MaxValue, DayBits.MinutesPerDay);

    /// <summary>The last minute before it; what is not after that is sooner.</summary>
    internal SlotStart Before() => this with { Minute = Minute - 1 };

    /// <summary>Earlier.</summary>
    public static bool operator <(SlotStart left, SlotStart right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(SlotStart left, SlotStart right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(SlotStart left, SlotStart right) => left.CompareTo(right) <= 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(SlotStart left, SlotStart right) => left.CompareTo(right) >= 0;

    /// <summary>The earlier one comes first.</summary>
    public int CompareTo(SlotStart other) => Total.CompareTo(other.Total);

    /// <summary>The same as a wall-clock time of kind <see cref="DateTimeKind.Unspecified"/>.</summary>
    public DateTime ToDateTime() => Date.ToDateTime(TimeOnly.MinValue).AddMinutes(Minute);
}
