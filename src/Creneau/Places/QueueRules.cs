namespace Creneau.Places;

/// <summary>How a town hall runs its waiting room.</summary>
public sealed record QueueRules
{
    public const int LongestMinutes = 120;
    public const int MostCalls = 10;

    /// <summary>Minutes after the booked start from which « absent » is proposed; 0 to 120.</summary>
    public int AbsentAfterMinutes { get; init; } = 10;

    /// <summary>Calls that nobody followed after which « absent » is proposed; 1 to 10.</summary>
    public int CallsBeforeAbsent { get; init; } = 2;

    /// <summary>Minutes before who did not come is called again; 0 to 120.</summary>
    public int RecallGapMinutes { get; init; } = 5;

    public bool IsInRange =>
        AbsentAfterMinutes is >= 0 and <= LongestMinutes
        && RecallGapMinutes is >= 0 and <= LongestMinutes
        && CallsBeforeAbsent is >= 1 and <= MostCalls;
}
