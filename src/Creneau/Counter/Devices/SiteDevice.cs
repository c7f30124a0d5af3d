namespace Creneau.Counter.Devices;

public enum DeviceKind : short
{
    /// <summary>A tablet at which people note their own arrival.</summary>
    Tablet = 0,
    /// <summary>The screen of a waiting room.</summary>
    Screen = 1,
}

/// <summary>A device of a site that nobody signs in at: a secret of its own opens what it shows, until it is revoked.</summary>
public sealed class SiteDevice
{
    public const int LongestName = 100;

    private SiteDevice()
    {
    }

    internal SiteDevice(int siteId, DeviceKind kind, string name, string secretHash, DateTime nowUtc) =>
        (SiteId, Kind, Name, SecretHash, CreatedUtc) = (siteId, kind, name, secretHash, nowUtc);

    public int Id { get; private set; }

    public int SiteId { get; private set; }

    public DeviceKind Kind { get; private set; }

    /// <summary>As agents call it: « écran du hall ».</summary>
    public string Name { get; private set; } = "";

    /// <summary>Keyed hash; the secret itself is shown once.</summary>
    public string SecretHash { get; private set; } = "";

    public DateTime CreatedUtc { get; private set; }
}
