namespace Creneau.Booking;

/// <summary>One use of something that is limited per contact, network or browser; by keyed hash, never by name.</summary>
public sealed class LimitUse
{
    private LimitUse()
    {
    }

    public LimitUse(string purpose, string subjectHash, DateTime atUtc)
    {
        Purpose = purpose;
        SubjectHash = subjectHash;
        AtUtc = atUtc;
    }

    public long Id { get; private set; }
    public string Purpose { get; private set; } = "";
    public string SubjectHash { get; private set; } = "";
    public DateTime AtUtc { get; private set; }
}
