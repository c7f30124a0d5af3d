namespace Creneau.Scheduling;

/// <summary>Where public holidays differ in France.</summary>
public enum HolidayRegion
{
    /// <summary>European France without Alsace and Moselle, and Corsica.</summary>
    Metropole,

    /// <summary>Bas-Rhin, Haut-Rhin, Moselle.</summary>
    AlsaceMoselle,

    /// <summary>Guadeloupe.</summary>
    Guadeloupe,

    /// <summary>Martinique.</summary>
    Martinique,

    /// <summary>Guyane.</summary>
    Guyane,

    /// <summary>La Réunion.</summary>
    Reunion,

    /// <summary>Mayotte.</summary>
    Mayotte,

    /// <summary>Saint-Martin.</summary>
    SaintMartin,

    /// <summary>Saint-Barthélemy.</summary>
    SaintBarthelemy,

    /// <summary>Nouvelle-Calédonie.</summary>
    NouvelleCaledonie,

    /// <summary>Polynésie française.</summary>
    PolynesieFrancaise,

    /// <summary>Wallis-et-Futuna.</summary>
    WallisEtFutuna,

    /// <summary>Saint-Pierre-et-Miquelon.</summary>
    SaintPierreEtMiquelon,
}

/// <summary>Which holiday it is, for the sentence that people read.</summary>
public enum HolidayName
{
    /// <summary>Jour de l'an.</summary>
    NewYear,

    /// <summary>Vendredi saint.</summary>
    GoodFriday,

    /// <summary>Lundi de Pâques.</summary>
    EasterMonday,

    /// <summary>Fête du Travail.</summary>
    LabourDay,

    /// <summary>Victoire de 1945.</summary>
    VictoryDay,

    /// <summary>Ascension.</summary>
    Ascension,

    /// <summary>Lundi de Pentecôte.</summary>
    WhitMonday,

    /// <summary>Fête nationale.</summary>
    NationalDay,

    /// <summary>Assomption.</summary>
    Assumption,

    /// <summary>Toussaint.</summary>
    AllSaints,

    /// <summary>Armistice de 1918.</summary>
    Armistice,

    /// <summary>Noël.</summary>
    Christmas,

    /// <summary>26 décembre, Saint-Étienne (Alsace-Moselle).</summary>
    SaintStephen,

    /// <summary>Commémoration de l'abolition de l'esclavage.</summary>
    AbolitionOfSlavery,

    /// <summary>Fête de la citoyenneté (Nouvelle-Calédonie).</summary>
    CitizenshipDay,

    /// <summary>Arrivée de l'Évangile (Polynésie française).</summary>
    ArrivalOfTheGospel,

    /// <summary>Fête de l'autonomie (Polynésie française, jusqu'en 2024).</summary>
    AutonomyDay,

    /// <summary>Matari'i i ni'a (Polynésie française, depuis 2025).</summary>
    Matarii,

    /// <summary>Saint Pierre Chanel (Wallis-et-Futuna).</summary>
    SaintPeterChanel,

    /// <summary>Fête du Territoire (Wallis-et-Futuna).</summary>
    TerritoryDay,
}

/// <summary>A public holiday of one year.</summary>
public readonly record struct PublicHoliday(DateOnly Date, HolidayName Name);
