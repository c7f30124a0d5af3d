namespace Creneau.Scheduling;

/// <summary>
/// The one place that turns a town hall's wall clock into instants and back.
/// </summary>
/// <remarks>
/// Policy. In the hour that the spring night skips, a time is shifted forward by the gap: 02:30 becomes 03:30 of the
/// summer clock, so nobody comes too early. In the hour that the autumn night has twice, the first one is meant.
/// </remarks>
public static class WallClock
{
    /// <summary>The instant of a wall-clock time.</summary>
    /// <param name="date">The date there.</param>
    /// <param name="minute">Minute of that date, 0 to 1440; 1440 is midnight at its end.</param>
    /// <param name="zone">The town hall's zone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The minute is not 0 to 1440.</exception>
    public static DateTime ToUtc(DateOnly date, int minute, TimeZoneInfo zone)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minute);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minute, DayBits.MinutesPerDay);
        var local = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        return DateTime.SpecifyKind(local - OffsetAt(local, zone), DateTimeKind.Utc);
    }

    /// <summary>The wall-clock time of an instant, of kind <see cref="DateTimeKind.Unspecified"/>.</summary>
    /// <param name="instantUtc">Of kind UTC.</param>
    /// <param name="zone">The town hall's zone.</param>
    /// <exception cref="ArgumentException">The instant is not of kind UTC.</exception>
    public static DateTime ToLocal(DateTime instantUtc, TimeZoneInfo zone)
    {
        if (instantUtc.Kind != DateTimeKind.Utc)
        {
            throw new ArgumentException("An instant of kind UTC is needed.", nameof(instantUtc));
        }

        return DateTime.SpecifyKind(instantUtc + zone.GetUtcOffset(instantUtc), DateTimeKind.Unspecified);
    }

    /// <summary>Minutes of the wall clock from now to the beginning of a date; negative once it has begun.</summary>
    /// <param name="date">The date.</param>
    /// <param name="nowLocal">Wall clock of the town hall; its seconds are cut off.</param>
    public static int MinutesUntil(DateOnly date, DateTime nowLocal) =>
        Split(nowLocal) is var now ? ((date.DayNumber - now.Date.DayNumber) * DayBits.MinutesPerDay) - now.Minute : 0;

    /// <summary>Date and minute (0 to 1439, seconds cut off) of a wall-clock time.</summary>
    public static SlotStart Split(DateTime local) => new(DateOnly.FromDateTime(local), local.Hour * 60 + local.Minute);

    private static TimeSpan OffsetAt(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsAmbiguousTime(local))
        {
            return zone.GetAmbiguousTimeOffsets(local).Max();
        }

        // With the offset from before the gap, a skipped time lands after it, as far in as it was
        var valid = local;
        while (zone.IsInvalidTime(valid))
        {
            valid = valid.AddMinutes(-DayBits.UnitMinutes);
        }

        return zone.GetUtcOffset(valid);
    }
}
