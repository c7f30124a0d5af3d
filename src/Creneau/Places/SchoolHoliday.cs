namespace Creneau.Places;

/// <summary>School holidays of one zone, as an administrator has them; opening rules may hold only in them, or only outside.</summary>
public sealed class SchoolHoliday
{
    public const int LongestZone = 20;
    public const int LongestName = 40;

    private SchoolHoliday()
    {
    }

    public SchoolHoliday(string zone, string name, DateOnly from, DateOnly until)
    {
        Zone = zone;
        Set(name, from, until);
    }

    public int Id { get; private set; }

    /// <summary>A, B, C, or the name of another zone (Corse, Réunion…).</summary>
    public string Zone { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>First day without school.</summary>
    public DateOnly FromDate { get; private set; }

    /// <summary>The day on which school begins again, which is no holiday.</summary>
    public DateOnly UntilDate { get; private set; }

    /// <summary>Whether the dates were checked against their publication.</summary>
    public bool IsChecked { get; private set; } = true;

    /// <summary>The dates that the platform begins with, from the ministry's calendar; those that are not checked say so.</summary>
    internal static SchoolHoliday[] Published { get; } =
    [
        Of(1, "A", "Toussaint", new(2025, 10, 18), new(2025, 11, 3), true),
        Of(2, "A", "Noël", new(2025, 12, 20), new(2026, 1, 5), true),
        Of(3, "A", "Hiver", new(2026, 2, 7), new(2026, 2, 23), true),
        Of(4, "A", "Printemps", new(2026, 4, 4), new(2026, 4, 20), true),
        Of(5, "A", "Été", new(2026, 7, 4), new(2026, 9, 1), false),
        Of(6, "B", "Toussaint", new(2025, 10, 18), new(2025, 11, 3), true),
        Of(7, "B", "Noël", new(2025, 12, 20), new(2026, 1, 5), true),
        Of(8, "B", "Hiver", new(2026, 2, 14), new(2026, 3, 2), true),
        Of(9, "B", "Printemps", new(2026, 4, 11), new(2026, 4, 27), true),
        Of(10, "B", "Été", new(2026, 7, 4), new(2026, 9, 1), false),
        Of(11, "C", "Toussaint", new(2025, 10, 18), new(2025, 11, 3), true),
        Of(12, "C", "Noël", new(2025, 12, 20), new(2026, 1, 5), true),
        Of(13, "C", "Hiver", new(2026, 2, 21), new(2026, 3, 9), true),
        Of(14, "C", "Printemps", new(2026, 4, 18), new(2026, 5, 4), false),
        Of(15, "C", "Été", new(2026, 7, 4), new(2026, 9, 1), false),
        Of(16, "A", "Toussaint", new(2026, 10, 17), new(2026, 11, 2), true),
        Of(17, "A", "Noël", new(2026, 12, 19), new(2027, 1, 4), false),
        Of(18, "A", "Hiver", new(2027, 2, 13), new(2027, 3, 1), false),
        Of(19, "A", "Printemps", new(2027, 4, 10), new(2027, 4, 26), false),
        Of(20, "A", "Été", new(2027, 7, 3), new(2027, 9, 1), false),
        Of(21, "B", "Toussaint", new(2026, 10, 17), new(2026, 11, 2), true),
        Of(22, "B", "Noël", new(2026, 12, 19), new(2027, 1, 4), false),
        Of(23, "B", "Hiver", new(2027, 2, 20), new(2027, 3, 8), false),
        Of(24, "B", "Printemps", new(2027, 4, 17), new(2027, 5, 3), false),
        Of(25, "B", "Été", new(2027, 7, 3), new(2027, 9, 1), false),
        Of(26, "C", "Toussaint", new(2026, 10, 17), new(2026, 11, 2), true),
        Of(27, "C", "Noël", new(2026, 12, 19), new(2027, 1, 4), false),
        Of(28, "C", "Hiver", new(2027, 2, 6), new(2027, 2, 22), false),
        Of(29, "C", "Printemps", new(2027, 4, 3), new(2027, 4, 19), false),
        Of(30, "C", "Été", new(2027, 7, 3), new(2027, 9, 1), false),
    ];

    /// <summary>What an administrator says is checked.</summary>
    public void Set(string name, DateOnly from, DateOnly until) => (Name, FromDate, UntilDate, IsChecked) = (name, from, until, true);

    private static SchoolHoliday Of(int id, string zone, string name, DateOnly from, DateOnly until, bool isChecked) =>
        new(zone, name, from, until) { Id = id, IsChecked = isChecked };
}
