using Creneau.Places;
using Creneau.Scheduling;

namespace Creneau.Administration.Sites;

/// <summary>Where a commune lies, by the reference data.</summary>
public sealed class CommunePoints(CommuneDirectory communes)
{
    /// <returns>Null: no commune has that name and postcode.</returns>
    public GeoPoint? Of(SiteAddress address)
    {
        var ofPostcode = communes.All.Where(commune => commune.Postcodes.Contains(address.Postcode)).ToList();
        return (ofPostcode.Find(commune => string.Equals(commune.Name, address.City, StringComparison.OrdinalIgnoreCase))
            ?? (ofPostcode is [var only] ? only : null))?.Position;
    }

    public Commune? Find(string? inseeCode) => inseeCode is null ? null : communes.Find(inseeCode.Trim().ToUpperInvariant());
}
