namespace Creneau.Booking;

/// <summary>
/// What somebody has filled in at a browser and not sent yet, right or wrong: one row per browser, encrypted. It is erased when the
/// appointment is confirmed or the form is emptied, else by the purge.
/// </summary>
public sealed class Draft
{
    /// <summary>From the latest end of the hold on.</summary>
    public static readonly TimeSpan KeptAfterHold = TimeSpan.FromHours(24);

    private Draft()
    {
    }

    /// <summary>Keyed hash of the browser's secret, as holds have it.</summary>
    public string SessionHash { get; private set; } = "";

    /// <summary>Encrypted with the platform's key; the web's own JSON.</summary>
    public byte[] Content { get; private set; } = [];

    public DateTime DeleteAfterUtc { get; private set; }
}
