namespace Creneau.Appointments;

/// <summary>One person of an appointment and the service they come for: a row from the hold on, the name comes later.</summary>
public sealed class Applicant
{
    private Applicant()
    {
    }

    /// <summary>Somebody who is not named yet.</summary>
    internal Applicant(int ordinal, int serviceId) => (Ordinal, ServiceId) = (ordinal, serviceId);

    internal Applicant(int ordinal, int serviceId, PersonDetails details)
        : this(ordinal, serviceId) => Name(details);

    public long Id { get; private set; }

    public Guid AppointmentId { get; private set; }

    /// <summary>0 for the first person of the form, 5 at most.</summary>
    public int Ordinal { get; private set; }

    public int ServiceId { get; private set; }

    /// <summary>Null until the counter has noted it.</summary>
    public PersonOutcome? Outcome { get; private set; }

    /// <summary>Null while nobody is named.</summary>
    public string? BirthName { get; private set; }

    /// <summary>Null while nobody is named, or for who has none.</summary>
    public string? FirstGivenName { get; private set; }

    public int? BirthYear { get; private set; }

    public int? BirthMonth { get; private set; }

    public int? BirthDay { get; private set; }

    /// <summary>Set by an agent who has seen the identity document of a namesake born the same day; part of the claim.</summary>
    public string Distinction { get; private set; } = "";

    public List<PreRequest> PreRequests { get; private set; } = [];

    public bool IsNamed => BirthName is not null || FirstGivenName is not null;

    public PersonName PersonName => new(BirthName ?? "", FirstGivenName ?? "");

    /// <summary>
    /// What pages and messages call them: the first given name, for who has none the birth name; empty while nobody is
    /// named.
    /// </summary>
    public string CalledName => FirstGivenName ?? BirthName ?? "";

    public BirthDate? BirthDate => BirthYear is { } year ? new BirthDate(year, BirthMonth, BirthDay) : null;

    /// <summary>Rule 13: computed on the day of the appointment.</summary>
    public bool IsMinorOn(DateOnly date) => BirthDate?.Latest.AddYears(18) > date;

    internal void Name(PersonDetails details)
    {
        BirthName = NullIfEmpty(details.Name.BirthName);
        FirstGivenName = NullIfEmpty(details.Name.FirstGivenName);
        (BirthYear, BirthMonth, BirthDay) = (details.BirthDate.Year, details.BirthDate.Month, details.BirthDate.Day);
        Distinction = details.Distinction;
        PreRequests.Clear();
        PreRequests.AddRange(details.PreRequests);
    }

    /// <summary>As <see cref="Name"/>; without numbers given, the ones they have stay.</summary>
    internal void Correct(PersonDetails details)
    {
        var numbers = details.PreRequests.Count > 0 ? details.PreRequests : [.. PreRequests];
        Name(details with { PreRequests = numbers });
    }

    internal void Forget()
    {
        (BirthName, FirstGivenName, BirthYear, BirthMonth, BirthDay, Distinction) = (null, null, null, null, null, "");
        PreRequests.Clear();
    }

    /// <summary>Takes over who was named for another appointment.</summary>
    internal void NameLike(Applicant other)
    {
        if (other.IsNamed && other.BirthDate is { } born)
        {
            Name(new PersonDetails(
                other.PersonName, born,
                [
                    .. other.PreRequests.Select(number => new PreRequest(number.Cipher, number.KeyHash, number.KeyVersion)),
                ],
                other.Distinction));
        }
    }

    internal void SetOrdinal(int ordinal) => Ordinal = ordinal;

    internal void SetOutcome(PersonOutcome? outcome) => Outcome = outcome;

    internal void SetService(int serviceId) => ServiceId = serviceId;

    private static string? NullIfEmpty(string name) => name.Length == 0 ? null : name;
}

/// <summary>Who a person is, with their numbers protected.</summary>
/// <param name="Distinction">See <see cref="ReadPerson.Distinction"/>.</param>
public sealed record PersonDetails(
    PersonName Name, BirthDate BirthDate, IReadOnlyList<PreRequest> PreRequests, string Distinction = "");

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

/// <summary>The people of an appointment as a list that changes.</summary>
public static class Party
{
    /// <summary>The same people, numbered anew from 0.</summary>
    public static IReadOnlyList<Applicant> Renumbered(IEnumerable<Applicant> people)
    {
        var numbered = people.OrderBy(applicant => applicant.Ordinal).ToList();
        for (var i = 0; i < numbered.Count; i++)
        {
            numbered[i].SetOrdinal(i);
        }

        return numbered;
    }
}

/// <summary>How it ended for one person.</summary>
public enum PersonOutcome : short
{
    Done = 0,
    /// <summary>Something was missing: the person comes again.</summary>
    Incomplete = 1,
    Refused = 2,
    /// <summary>Did not come with the others.</summary>
    Absent = 3,
}
