using Creneau.Scheduling;

namespace Creneau.Places;

/// <summary>An address of a town hall where people come.</summary>
public sealed class Site
{
    public const int LongestName = 150;
    public const int LongestStreet = 200;
    public const int LongestCity = 100;
    public const int LongestAccessNotes = 500;

    private Site()
    {
    }

    public Site(int townHallId, string name, SiteAddress address, GeoPoint place, bool wheelchair)
    {
        TownHallId = townHallId;
        Name = name;
        Street = address.Street;
        Postcode = address.Postcode;
        City = address.City;
        Latitude = place.Latitude;
        Longitude = place.Longitude;
        Wheelchair = wheelchair;
    }

    public int Id { get; private set; }
    public int TownHallId { get; private set; }

    /// <summary>As people are told: « Mairie de Passy ».</summary>
    public string Name { get; private set; } = "";

    public string Street { get; private set; } = "";
    public string Postcode { get; private set; } = "";
    public string City { get; private set; } = "";
    public double Latitude { get; private set; }
    public double Longitude { get; private set; }
    public bool Wheelchair { get; private set; }
    public string? AccessNotes { get; private set; }

    /// <summary>Told instead of the town hall's; null: the town hall's.</summary>
    public string? Phone { get; private set; }

    public GeoPoint Place => new(Latitude, Longitude);

    public void Rename(string name) => Name = name;

    public void SetPhone(string? phone) => Phone = phone;

    public void SetAddress(SiteAddress address, GeoPoint place)
    {
        (Street, Postcode, City) = (address.Street, address.Postcode, address.City);
        (Latitude, Longitude) = (place.Latitude, place.Longitude);
    }

    public void SetAccess(bool wheelchair, string? notes) => (Wheelchair, AccessNotes) = (wheelchair, notes);
}

/// <summary>Street, postcode and city as written on a letter.</summary>
public sealed record SiteAddress(string Street, string Postcode, string City);
