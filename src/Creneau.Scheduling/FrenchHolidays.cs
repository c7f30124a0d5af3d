namespace Creneau.Scheduling;

/// <summary>The public holidays of France, region by region.</summary>
/// <remarks>
/// Sources. The national eleven: Code du travail, L3133-1. Alsace-Moselle: L3134-13 (26 December; Good Friday only in
/// communes with a Protestant church or a mixed one). Abolition of slavery: L3422-2 and décret 83-1003, amended by
/// décret 2012-553; for Saint-Martin the collectivity moved 27 May to 28 May, which the interministerial circulars
/// follow since 2018. New Caledonia, French Polynesia, Wallis and Futuna: their own labour rules; in French Polynesia
/// 20 November took the place of 29 June from 2025 on (loi du pays of May 2025).
/// </remarks>
public static class FrenchHolidays
{
    /// <summary>The public holidays of a year, by date; two names may share a date (1 May and Ascension in 2008).</summary>
    /// <param name="year">1583 (first of the Gregorian calendar) to 9999.</param>
    /// <param name="region">Where.</param>
    /// <param name="goodFriday">
    /// Whether the town hall keeps Good Friday: by law in some communes of Alsace-Moselle, by custom elsewhere. French
    /// Polynesia has it always.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1583 to 9999.</exception>
    public static IReadOnlyList<PublicHoliday> Of(int year, HolidayRegion region, bool goodFriday)
    {
        List<PublicHoliday> days = [.. National(year), .. Regional(year, region)];
        if (goodFriday || region == HolidayRegion.PolynesieFrancaise)
        {
            days.Add(new(EasterSunday(year).AddDays(-2), HolidayName.GoodFriday));
        }

        return [.. days.OrderBy(day => day.Date)];
    }

    /// <summary>Easter Sunday by the Gregorian computus (the anonymous algorithm of 1876).</summary>
    /// <param name="year">1583 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1583 to 9999.</exception>
    public static DateOnly EasterSunday(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1583);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        var (century, ofCentury) = (year / 100, year % 100);
        var moonCorrection = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * (year % 19)) + century - (century / 4) - moonCorrection + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - epact - (ofCentury % 4)) % 7;
        var late = ((year % 19) + (11 * epact) + (22 * weekday)) / 451;
        var dayOfMarch = epact + weekday - (7 * late) + 22;
        return new DateOnly(year, 3, 1).AddDays(dayOfMarch - 1);
    }

    private static IEnumerable<PublicHoliday> National(int year)
    {
        var easter = EasterSunday(year);
        return
        [
            new(new(year, 1, 1), HolidayName.NewYear),
            new(easter.AddDays(1), HolidayName.EasterMonday),
            new(new(year, 5, 1), HolidayName.LabourDay),
            new(new(year, 5, 8), HolidayName.VictoryDay),
            new(easter.AddDays(39), HolidayName.Ascension),
            new(easter.AddDays(50), HolidayName.WhitMonday),
            new(new(year, 7, 14), HolidayName.NationalDay),
            new(new(year, 8, 15), HolidayName.Assumption),
            new(new(year, 11, 1), HolidayName.AllSaints),
            new(new(year, 11, 11), HolidayName.Armistice),
            new(new(year, 12, 25), HolidayName.Christmas),
        ];
    }

    private static PublicHoliday[] Regional(int year, HolidayRegion region) => region switch
    {
        HolidayRegion.Metropole or HolidayRegion.SaintPierreEtMiquelon => [],
        HolidayRegion.AlsaceMoselle => [new(new(year, 12, 26), HolidayName.SaintStephen)],
        HolidayRegion.NouvelleCaledonie => [new(new(year, 9, 24), HolidayName.CitizenshipDay)],
        HolidayRegion.PolynesieFrancaise => Polynesian(year),
        HolidayRegion.WallisEtFutuna =>
        [
            new(new(year, 4, 28), HolidayName.SaintPeterChanel),
            new(new(year, 7, 29), HolidayName.TerritoryDay),
        ],
        HolidayRegion.Guadeloupe or HolidayRegion.Martinique or HolidayRegion.Guyane or HolidayRegion.Reunion
            or HolidayRegion.Mayotte or HolidayRegion.SaintMartin or HolidayRegion.SaintBarthelemy =>
            [new(Abolition(year, region), HolidayName.AbolitionOfSlavery)],
    };

    private static DateOnly Abolition(int year, HolidayRegion region) => region switch
    {
        HolidayRegion.Mayotte => new(year, 4, 27),
        HolidayRegion.Martinique => new(year, 5, 22),
        HolidayRegion.SaintMartin when year >= 2018 => new(year, 5, 28),
        HolidayRegion.Guadeloupe or HolidayRegion.SaintMartin => new(year, 5, 27),
        HolidayRegion.Guyane => new(year, 6, 10),
        HolidayRegion.SaintBarthelemy => new(year, 10, 9),
        HolidayRegion.Reunion => new(year, 12, 20),
        _ => throw new ArgumentOutOfRangeException(nameof(region), region, "No day of the abolition of slavery there."),
    };

    private static PublicHoliday[] Polynesian(int year) =>
    [
        new(new(year, 3, 5), HolidayName.ArrivalOfTheGospel),
        year < 2025 ? new(new(year, 6, 29), HolidayName.AutonomyDay) : new(new(year, 11, 20), HolidayName.Matarii),
    ];
}
