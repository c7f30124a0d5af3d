namespace Creneau.OnePerPerson;

public enum ClaimKind : short
{
    Person = 0,
    PreRequestNumber = 1,
}

/// <summary>
/// Says that this person (or pre-request number) has an active appointment for this procedure. The row is its own
/// primary key, so the database refuses a second one.
/// </summary>
public sealed class PersonClaim
{
    private PersonClaim()
    {
    }

    public PersonClaim(ClaimKey key, Guid appointmentId, int applicantOrdinal)
    {
        Kind = key.Kind;
        ProcedureId = key.ProcedureId;
        KeyHash = key.KeyHash;
        Distinction = key.Distinction;
        KeyVersion = key.KeyVersion;
        AppointmentId = appointmentId;
        ApplicantOrdinal = applicantOrdinal;
    }

    public ClaimKind Kind { get; private set; }
    public int ProcedureId { get; private set; }

    /// <summary>HMAC in lower-case hexadecimal.</summary>
    public string KeyHash { get; private set; } = "";

    public string Distinction { get; private set; } = "";
    public int KeyVersion { get; private set; }
    public Guid AppointmentId { get; private set; }
    public int ApplicantOrdinal { get; private set; }

    internal ClaimKey Key => new(Kind, ProcedureId, KeyHash, Distinction, KeyVersion);
}

/// <summary>The key of a claim. Everybody inserts claims in <see cref="InOrder"/>, so that nobody waits crosswise.</summary>
public sealed record ClaimKey(ClaimKind Kind, int ProcedureId, string KeyHash, string Distinction, int KeyVersion)
{
    public static IEnumerable<T> InOrder<T>(IEnumerable<T> claims, Func<T, ClaimKey> key) => claims
        .OrderBy(claim => key(claim).Kind)
        .ThenBy(claim => key(claim).ProcedureId)
        .ThenBy(claim => key(claim).KeyHash, StringComparer.Ordinal)
        .ThenBy(claim => key(claim).Distinction, StringComparer.Ordinal)
        .ThenBy(claim => key(claim).KeyVersion);
}
