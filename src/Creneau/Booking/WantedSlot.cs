using Creneau.Catalogue;

namespace Creneau.Booking;

/// <summary>Site, people and start as the search offered them; wall clock of the town hall.</summary>
/// <param name="Kinds">The service of each person, 1 to 6, in the order of the form.</param>
/// <param name="StartMinute">Minute of the day.</param>
public sealed record WantedSlot(int SiteId, IReadOnlyList<ServiceKind> Kinds, DateOnly Date, int StartMinute)
{
    internal int[] KindNumbers => [.. Kinds.Select(kind => (int)kind)];

    internal string Content =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{SiteId}/{Date:yyyy-MM-dd}/{StartMinute}/{string.Join(',', KindNumbers)}");
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
}

/// <summary>Who asks: keyed hashes of the browser's secret and of the network, and the language of the page.</summary>
public sealed record Visitor(string BrowserHash, string NetworkHash, string Language);
