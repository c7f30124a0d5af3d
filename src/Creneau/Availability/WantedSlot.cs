using System.Globalization;

namespace Creneau.Availability;

/// <summary>A start that somebody wants; wall clock of the town hall.</summary>
/// <param name="ServiceIds">The service of each person, 1 to 6, in the order of the form: all of one planning.</param>
/// <param name="StartMinute">Minute of the day.</param>
public sealed record WantedSlot(int SiteId, int PlanningId, IReadOnlyList<int> ServiceIds, DateOnly Date, int StartMinute)
{
    /// <summary>The same start as text, for keys of forms.</summary>
    public string Content => string.Create(
        CultureInfo.InvariantCulture, $"{SiteId}/{PlanningId}/{Date:yyyy-MM-dd}/{StartMinute}/{string.Join(',', ServiceIds)}");
}

/// <summary>Why a start is not to be had.</summary>
public enum SlotRefusal
{
    UnknownPlace,
    NotServedHere,
    WrongPartySize,
    Past,
    TooSoon,
    TooFar,
    /// <summary>Closed then, or not on the grid of the opening.</summary>
    NotOffered,
    /// <summary>It was free a moment ago, or may have been; somebody has it.</summary>
    Taken,
    /// <summary>The service was removed since somebody chose it.</summary>
    NoLongerOffered,
}
