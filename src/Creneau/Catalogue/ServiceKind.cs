using Creneau.Scheduling;

namespace Creneau.Catalogue;

/// <summary>
/// What a service is on the whole platform, so that a search over town halls knows that « passeport » is the same
/// everywhere. A row of reference data; the platform has at most 64.
/// </summary>
public sealed class ServiceKind : IEquatable<ServiceKind>
{
    /// <summary>The kinds that every database begins with.</summary>
    public static readonly ServiceKind IdCard = new(0, "cni", ServiceTexts.IdCard, new ServiceMinutes(15, 15), Procedure.IdCard);
    public static readonly ServiceKind Passport = new(1, "passport", ServiceTexts.Passport, new ServiceMinutes(15, 15), Procedure.Passport);
    public static readonly ServiceKind IdCardAndPassport =
        new(2, "cni-passport", ServiceTexts.IdCardAndPassport, new ServiceMinutes(25, 20), Procedure.IdCard, Procedure.Passport);
    public static readonly ServiceKind Collection = new(
        3, "collection", ServiceTexts.Collection, new ServiceMinutes(10, 5))
    { OnlyWhereFiled = true };

    private ServiceKind()
    {
    }

    /// <param name="id">0 to 63, never given twice: the bit of the search engine.</param>
    /// <param name="code">Short code in addresses, forms and files: lower-case letters, digits and hyphens.</param>
    /// <param name="minutes">Default durations of a new service of this kind.</param>
    /// <param name="procedures">None, one or two (ids of <see cref="Procedure"/>).</param>
    public ServiceKind(int id, string code, ServiceTexts texts, ServiceMinutes minutes, params int[] procedures)
    {
        Id = id;
        Code = code;
        Texts = texts;
        FirstMinutes = minutes.First;
        FurtherMinutes = minutes.Further;
        Procedures = procedures;
    }

    public int Id { get; private set; }

    public string Code { get; private set; } = "";

    public ServiceTexts Texts { get; private set; } = ServiceTexts.None;

    public int[] Procedures { get; private set; } = [];

    public int FirstMinutes { get; private set; }

    public int FurtherMinutes { get; private set; }

    /// <summary>Possible only at the town hall where the request was filed (rule 11).</summary>
    public bool OnlyWhereFiled { get; private set; }

    public ServiceMinutes Minutes => new(FirstMinutes, FurtherMinutes);

    /// <summary>Changes the default durations; services that have their own keep them.</summary>
    public void SetMinutes(ServiceMinutes minutes) => (FirstMinutes, FurtherMinutes) = (minutes.First, minutes.Further);

    public static bool operator ==(ServiceKind? one, ServiceKind? other) => Equals(one, other);

    public static bool operator !=(ServiceKind? one, ServiceKind? other) => !Equals(one, other);

    public bool Equals(ServiceKind? other) => other is not null && other.Id == Id;

    public override bool Equals(object? obj) => Equals(obj as ServiceKind);

    public override int GetHashCode() => Id;

    public override string ToString() => Code;
}
