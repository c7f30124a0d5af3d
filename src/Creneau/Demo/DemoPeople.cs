using Creneau.Appointments;
using Creneau.Text;

namespace Creneau.Demo;

/// <summary>
/// Makes people of whom no two are the same to rule 4. Each surname counts its bearers through a shuffled list of all
/// given names and birth dates, so nothing need be remembered however many there are.
/// </summary>
internal sealed class DemoPeople
{
    private const int AdultDays = 24_000;
    private const int MinorDays = 6_400;

    // A prime that divides no product of the lengths: its multiples visit every place of the list once.
    private const long Stride = 1_299_709;

    private readonly int[] _adults = new int[DemoWords.Surnames.Length];
    private readonly int[] _minors = new int[DemoWords.Surnames.Length];
    private readonly DateOnly _youngestAdult;
    private readonly DateOnly _youngestMinor;

    /// <param name="today">Nobody is born later; minors stay minors for some months.</param>
    public DemoPeople(DateOnly today)
    {
        _youngestAdult = today.AddYears(-18).AddDays(-1);
        _youngestMinor = today.AddDays(-30);
    }

    public DemoPerson Adult(int surname) => Next(surname, _adults, AdultDays, _youngestAdult);

    public DemoPerson Minor(int surname) => Next(surname, _minors, MinorDays, _youngestMinor);

    /// <summary>« lea.perrin17@exemple.fr ».</summary>
    public static string EmailOf(PersonName name, int number) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Folding.Compact(name.FirstGivenName)}.{Folding.Compact(name.BirthName)}{number}@exemple.fr");

    private static DemoPerson Next(int surname, int[] counts, int days, DateOnly youngest)
    {
        var place = ((surname * 104_729L) + (counts[surname]++ * Stride)) % ((long)days * DemoWords.GivenNames.Length);
        var given = DemoWords.GivenNames[(int)(place / days)];
        return new DemoPerson(new PersonName(DemoWords.Surnames[surname], given), youngest.AddDays(-(int)(place % days)));
    }
}

internal sealed record DemoPerson(PersonName Name, DateOnly BirthDate);
