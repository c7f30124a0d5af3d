namespace Creneau.Booking;

/// <summary>Six digits that prove a contact: single use, fifteen minutes, five tries (rule 5). Only a keyed hash is stored.</summary>
public sealed class OneTimeCode
{
    public const int Digits = 6;
    public const int MaxTries = 5;
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    private OneTimeCode()
    {
    }

    public OneTimeCode(Guid appointmentId, string codeHash, DateTime sentUtc)
    {
        AppointmentId = appointmentId;
        CodeHash = codeHash;
        SentUtc = sentUtc;
        ExpiresUtc = sentUtc + Length;
    }

    public long Id { get; private set; }
    public Guid AppointmentId { get; private set; }
    public string CodeHash { get; private set; } = "";
    public DateTime SentUtc { get; private set; }
    public DateTime ExpiresUtc { get; private set; }
    public int Tries { get; private set; }
    public DateTime? UsedUtc { get; private set; }

    /// <summary>Whether it can still be typed.</summary>
    public bool Counts(DateTime nowUtc) => UsedUtc is null && RevokedUtc is null && Tries < MaxTries && ExpiresUtc > nowUtc;

    /// <summary>Set when a newer code or the end of the hold has made this one worthless.</summary>
    public DateTime? RevokedUtc { get; private set; }

    public void Revoke(DateTime nowUtc) => RevokedUtc ??= nowUtc;

    public void Use(DateTime nowUtc) => UsedUtc = nowUtc;
}
