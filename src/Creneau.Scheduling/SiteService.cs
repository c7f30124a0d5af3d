namespace Creneau.Scheduling;

/// <summary>A service that can be booked in a planning.</summary>
/// <param name="Kind">
/// Platform-wide kind, 0 to 63: the same number means the same service in every town hall. <see cref="NoKind"/>: none, only
/// its planning knows it.
/// </param>
/// <param name="LocalIndex">Index inside the planning, 0 to 63, as openings name it.</param>
/// <param name="Minutes">How long it takes there.</param>
/// <param name="Groups">
/// The desk groups of which it takes one desk each: bit g stands for the group with the ordinal g, 0 to 7. Not 0: every
/// service needs a desk.
/// </param>
public readonly record struct SiteService(int Kind, int LocalIndex, ServiceMinutes Minutes, byte Groups = 1)
{
    /// <summary>Minutes before the start in which its desks are prepared, unseen by the public; 0 or more.</summary>
    public int BeforeMinutes { get; init; }

    /// <summary>Minutes after the end in which its desks are put in order, unseen by the public; 0 or more.</summary>
    public int AfterMinutes { get; init; }

    /// <summary>Only agents book it; the public does not.</summary>
    public bool CounterOnly { get; init; }

    /// <summary>The <see cref="Kind"/> of a service that has none: it is found by its local index only.</summary>
    public const int NoKind = -1;

    /// <summary>Whether it takes a desk of a group, 0 to 7.</summary>
    internal bool Needs(int group) => (Groups >> group & 1) != 0;
}
