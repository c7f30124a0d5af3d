namespace Creneau.Places;

/// <summary>A member commune: the tenant of its sites, plannings and desks.</summary>
public sealed class TownHall
{
    private TownHall()
    {
    }

    public TownHall(string inseeCode, string name, int population, string timeZone)
    {
        InseeCode = inseeCode;
        Name = name;
        Population = population;
        TimeZone = timeZone;
    }

    public int Id { get; private set; }
    public string InseeCode { get; private set; } = "";

    /// <summary>Name of the commune: « Saint-Gervais-les-Bains ».</summary>
    public string Name { get; private set; } = "";

    public int Population { get; private set; }

    /// <summary>IANA zone of all its wall-clock times.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>Name of the engine's holiday region.</summary>
    public string HolidayRegion { get; private set; } = nameof(Scheduling.HolidayRegion.Metropole);

    /// <summary>In Alsace-Moselle, Good Friday is closed where the commune has a Protestant or a mixed church.</summary>
    public bool GoodFriday { get; private set; }

    public string? Phone { get; private set; }

    public void SetHolidays(Scheduling.HolidayRegion region, bool goodFriday)
    {
        HolidayRegion = region.ToString();
        GoodFriday = goodFriday;
    }

    public void SetPhone(string phone) => Phone = phone;
}
