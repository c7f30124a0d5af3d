using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Administration.Sites;

/// <summary>One section of what a town hall says of a site.</summary>
public abstract record SiteSection
{
    private protected SiteSection()
    {
    }

    internal abstract string VersionOf(Site site);

    internal abstract FieldChecks Check();

    internal abstract string Apply(Site site);
}

/// <param name="Phone">Null: that of the town hall.</param>
public sealed record SiteNames(string Name, string? Phone) : SiteSection
{
    public static SiteNames From(Site site) => new(site.Name, site.Phone);

    internal override string VersionOf(Site site) => SectionVersion.Of(From(site));

    internal override FieldChecks Check() =>
        new FieldChecks().Text(nameof(Name), Name, Site.LongestName).Phone(nameof(Phone), TypedText.OrNull(Phone));

    internal override string Apply(Site site)
    {
        var before = From(site);
        site.Rename(Name.Trim());
        site.SetPhone(TypedText.OrNull(Phone));
        return SectionVersion.Changes(before, From(site));
    }
}

/// <param name="Latitude">Null: the middle of the commune of that name and postcode, or where the site lies already.</param>
/// <param name="Longitude">As the latitude.</param>
public sealed record SitePlace(string Street, string Postcode, string City, double? Latitude, double? Longitude) : SiteSection
{
    private const int MostDegreesNorth = 90;
    private const int MostDegreesEast = 180;

    public static SitePlace From(Site site) => new(site.Street, site.Postcode, site.City, site.Latitude, site.Longitude);

    /// <summary>
    /// The same address without coordinates where the site moves to another commune and its old point was left in the form: the
    /// reference data say where that commune lies.
    /// </summary>
    public SitePlace Following(Site before) =>
        (Latitude, Longitude) == (before.Latitude, before.Longitude)
        && (Address.Postcode, Address.City) != (before.Postcode, before.City)
            ? this with { Latitude = null, Longitude = null }
            : this;

    internal SiteAddress Address => new(Street.Trim(), Postcode.Trim(), City.Trim());

    internal override string VersionOf(Site site) => SectionVersion.Of(From(site));

    internal override FieldChecks Check() => new FieldChecks()
        .Text(nameof(Street), Street, Site.LongestStreet)
        .Postcode(nameof(Postcode), Postcode?.Trim())
        .Text(nameof(City), City, Site.LongestCity)
        .Degrees(nameof(Latitude), Latitude, MostDegreesNorth)
        .Degrees(nameof(Longitude), Longitude, MostDegreesEast)
        .When(Latitude is null && Longitude is not null, nameof(Latitude), FieldProblem.Missing)
        .When(Longitude is null && Latitude is not null, nameof(Longitude), FieldProblem.Missing);

    internal override string Apply(Site site)
    {
        var before = From(site);
        site.SetAddress(Address, PointOr(site.Place));
        return SectionVersion.Changes(before, From(site));
    }

    /// <param name="otherwise">Where nothing is said and the commune is not known.</param>
    internal GeoPoint PointOr(GeoPoint otherwise) =>
        Latitude is { } latitude && Longitude is { } longitude ? new GeoPoint(latitude, longitude) : otherwise;
}

/// <param name="Notes">How to get in, for whoever comes; null: nothing to say.</param>
public sealed record SiteAccess(bool Wheelchair, string? Notes) : SiteSection
{
    public static SiteAccess From(Site site) => new(site.Wheelchair, site.AccessNotes);

    internal override string VersionOf(Site site) => SectionVersion.Of(From(site));

    internal override FieldChecks Check() => new FieldChecks().Text(nameof(Notes), Notes, Site.LongestAccessNotes, isRequired: false);

    internal override string Apply(Site site)
    {
        var before = From(site);
        site.SetAccess(Wheelchair, TypedText.OrNull(Notes));
        return SectionVersion.Changes(before, From(site));
    }
}
