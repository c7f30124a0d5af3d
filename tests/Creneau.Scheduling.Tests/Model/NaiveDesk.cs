namespace Creneau.Scheduling.Tests.Model;

/// <summary>
/// A desk of the slow search: day i has the i-th pattern of openings and the i-th list of what is taken, round and round.
/// </summary>
internal sealed record NaiveDesk(List<NaiveOpening>[] Patterns, List<(int From, int Until)>[] Taken)
{
    internal const int Days = 14;

    /// <summary>Its id; null: its place in the list of its planning.</summary>
    internal int? Id { get; init; }

    internal int Group { get; init; }

    internal List<NaiveOpening> OpeningsOn(int day) => day is >= 0 and < Days ? Patterns[day % Patterns.Length] : [];

    internal bool[] FreeOn(int day) => [.. NaiveModel.MinutesOf(Taken[day % Taken.Length]).Select(taken => !taken)];

    internal DeskCalendar Calendar(DateOnly firstDay)
    {
        var days = Enumerable.Range(0, Days).ToArray();
        var calendar = DeskCalendar.Create(
            firstDay,
            [.. days.Select(day => OpenDay.Of(OpeningsOn(day).Select(opening => opening.ToSegment())))],
            [.. days.Select(day => day % 2 == 0 ? TakenOn(day) : DayBits.Full)]);

        // Every other day gets what is taken by a change, as a booking would make it
        return days.Where(day => day % 2 == 1).Aggregate(
            calendar, (changed, day) => changed.WithOccupied(firstDay.AddDays(day), TakenOn(day)));
    }

    private DayBits TakenOn(int day) => AnyOf.Bits(Taken[day % Taken.Length]);
}
