namespace Creneau.Bench.Booking;

/// <summary>What some rounds of bookings came to.</summary>
/// <param name="Processor">Milliseconds of the server's processor time.</param>
/// <param name="DeskChanges">Desks closed or reopened meanwhile.</param>
internal sealed record BookingRounds(BookingCounts Counts, double Seconds, double Processor, int DeskChanges)
{
    public static readonly BookingRounds None = new(new(0, 0, 0), 0, 0, 0);

    public double PerSecond => Counts.Booked / Seconds;

    public double ProcessorPerBooking => Processor / Counts.Booked;

    public double DeskChangesPerSecond => DeskChanges / Seconds;

    public static BookingRounds operator +(BookingRounds some, BookingRounds more) => new(
        new(
            some.Counts.Booked + more.Counts.Booked,
            some.Counts.Refused + more.Counts.Refused,
            some.Counts.Errors + more.Counts.Errors),
        some.Seconds + more.Seconds,
        some.Processor + more.Processor,
        some.DeskChanges + more.DeskChanges);
}
