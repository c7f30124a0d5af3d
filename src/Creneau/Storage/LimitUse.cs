namespace Creneau.Storage;

/// <summary>
/// One use of something that is limited per contact or network; by keyed hash, never by name. The key counts: the
/// n-th use within a period has one possible row, so that nobody gets more by asking at the same moment.
/// </summary>
public sealed class LimitUse
{
    private LimitUse()
    {
    }

    public string Purpose { get; private set; } = "";
    public string SubjectHash { get; private set; } = "";

    /// <summary>Period and number within it.</summary>
    public string Occasion { get; private set; } = "";

    public DateTime DeleteAfterUtc { get; private set; }
}
