namespace Creneau.Booking;

/// <summary>One person of an appointment, and the service they come for.</summary>
public sealed class Applicant
{
    private Applicant()
    {
    }

    internal Applicant(int ordinal, PersonName name, DateOnly birthDate, int serviceId, IEnumerable<PreRequest> preRequests)
    {
        Ordinal = ordinal;
        BirthName = name.BirthName;
        FirstGivenName = name.FirstGivenName;
        BirthDate = birthDate;
        ServiceId = serviceId;
        PreRequests = [.. preRequests];
    }

    public long Id { get; private set; }
    public Guid AppointmentId { get; private set; }

    /// <summary>0 for the first person of the form.</summary>
    public int Ordinal { get; private set; }

    public string BirthName { get; private set; } = "";
    public string FirstGivenName { get; private set; } = "";
    public DateOnly BirthDate { get; private set; }
    public int ServiceId { get; private set; }

    /// <summary>Set by an agent who has seen the identity document of a namesake born the same day; part of the claim.</summary>
    public string Distinction { get; private set; } = "";

    public List<PreRequest> PreRequests { get; private set; } = [];

    public PersonName Name => new(BirthName, FirstGivenName);

    /// <summary>Rule 13: computed on the day of the appointment.</summary>
    public bool IsMinorOn(DateOnly date) => BirthDate.AddYears(18) > date;

    internal void Renumber(int ordinal) => Ordinal = ordinal;

    internal void ComeFor(int serviceId) => ServiceId = serviceId;
}

/// <summary>« Nom de naissance » and « premier prénom », as typed.</summary>
public sealed record PersonName(string BirthName, string FirstGivenName);

/// <summary>A pre-request number: encrypted, with the keyed hash beside it that uniqueness works on.</summary>
public sealed class PreRequest
{
    private PreRequest()
    {
    }

    public PreRequest(byte[] cipher, byte[] keyHash, int keyVersion)
    {
        Cipher = cipher;
        KeyHash = keyHash;
        KeyVersion = keyVersion;
    }

    public long Id { get; private set; }
    public long ApplicantId { get; private set; }
    public byte[] Cipher { get; private set; } = [];
    public byte[] KeyHash { get; private set; } = [];
    public int KeyVersion { get; private set; }
}
