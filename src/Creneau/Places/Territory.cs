using System.Collections.Frozen;
using Creneau.Scheduling;

namespace Creneau.Places;

/// <summary>A département or overseas collectivity: what it is called, which clock and which public holidays it has.</summary>
/// <param name="Code">« 74 », « 2A », « 971 ».</param>
/// <param name="Name">« Haute-Savoie ».</param>
/// <param name="TimeZone">IANA name; some islands differ, see <see cref="TimeZoneOf"/>.</param>
/// <param name="Holidays">The public holidays that apply (domain rule 10).</param>
public sealed record Territory(string Code, string Name, string TimeZone, HolidayRegion Holidays)
{
    private static readonly Lazy<FrozenDictionary<string, Territory>> ByCode =
        new(() => PlacesData.Departements().ToFrozenDictionary(d => d.Code, d => Make(d.Code, d.Name)));

    private static readonly FrozenDictionary<string, string> IslandClocks = new Dictionary<string, string>
    {
        ["98414"] = "Antarctica/DumontDUrville",
        ["98718"] = "Pacific/Marquesas",
        ["98719"] = "Pacific/Gambier",
        ["98723"] = "Pacific/Marquesas",
        ["98731"] = "Pacific/Marquesas",
        ["98746"] = "Pacific/Marquesas",
        ["98756"] = "Pacific/Marquesas",
        ["98757"] = "Pacific/Marquesas",
    }.ToFrozenDictionary();

    /// <summary>The clock of metropolitan France, where no town hall's own is meant.</summary>
    public static TimeZoneInfo Metropole { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>All 109 of them, in no order.</summary>
    public static IReadOnlyCollection<Territory> All => ByCode.Value.Values;

    /// <summary>Null for a code that does not exist.</summary>
    public static Territory? Find(string code) => ByCode.Value.GetValueOrDefault(code);

    /// <summary>The territory in which a commune lies.</summary>
    public static Territory Of(Commune commune) => ByCode.Value[commune.Departement];

    /// <summary>The IANA time zone by which a commune lives.</summary>
    public static string TimeZoneOf(Commune commune) =>
        IslandClocks.GetValueOrDefault(commune.InseeCode) ?? Of(commune).TimeZone;

    private static Territory Make(string code, string name)
    {
        var (timeZone, holidays) = Customs(code);
        return new Territory(code, name, timeZone, holidays);
    }

    // Nobody lives in 984 and 989, and no law gives them holidays of their own.
    private static (string TimeZone, HolidayRegion Holidays) Customs(string code) => code switch
    {
        "57" or "67" or "68" => ("Europe/Paris", HolidayRegion.AlsaceMoselle),
        "971" => ("America/Guadeloupe", HolidayRegion.Guadeloupe),
        "972" => ("America/Martinique", HolidayRegion.Martinique),
        "973" => ("America/Cayenne", HolidayRegion.Guyane),
        "974" => ("Indian/Reunion", HolidayRegion.Reunion),
        "975" => ("America/Miquelon", HolidayRegion.SaintPierreEtMiquelon),
        "976" => ("Indian/Mayotte", HolidayRegion.Mayotte),
        "977" => ("America/St_Barthelemy", HolidayRegion.SaintBarthelemy),
        "978" => ("America/Marigot", HolidayRegion.SaintMartin),
        "984" => ("Indian/Kerguelen", HolidayRegion.Metropole),
        "986" => ("Pacific/Wallis", HolidayRegion.WallisEtFutuna),
        "987" => ("Pacific/Tahiti", HolidayRegion.PolynesieFrancaise),
        "988" => ("Pacific/Noumea", HolidayRegion.NouvelleCaledonie),
        "989" => ("Etc/GMT+8", HolidayRegion.Metropole),
        _ => ("Europe/Paris", HolidayRegion.Metropole),
    };
}
