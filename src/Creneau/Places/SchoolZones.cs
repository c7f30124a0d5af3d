namespace Creneau.Places;

/// <summary>
/// The zone of the school holidays by département: the academies of each zone as article D521-1 of the Code de l'éducation and
/// the ministry's calendar have them. Corsica and overseas set their own dates.
/// </summary>
public static class SchoolZones
{
    private static readonly HashSet<string> A =
    [
        "01", "03", "07", "15", "16", "17", "19", "21", "23", "24", "25", "26", "33", "38", "39", "40", "42", "43", "47", "58", "63",
        "64", "69", "70", "71", "73", "74", "79", "86", "87", "89", "90",
    ];

    private static readonly HashSet<string> C =
    [
        "09", "11", "12", "30", "31", "32", "34", "46", "48", "65", "66", "75", "77", "78", "81", "82", "91", "92", "93", "94", "95",
    ];

    /// <returns>Null where the dates are not those of a zone: Corsica, overseas.</returns>
    public static string? Of(string inseeCode)
    {
        var departement = inseeCode[..2];
        return A.Contains(departement) ? "A"
            : C.Contains(departement) ? "C"
            : int.TryParse(departement, out var number) && number is not (20 or > 95) ? "B"
            : null;
    }
}
