namespace Creneau.Web.Access;

/// <summary>What a session is called in the list of one's sessions: « Firefox, Windows ».</summary>
internal static class DeviceName
{
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <param name="userAgent">Header of the request; only what is known of it is kept.</param>
    /// <returns>Empty when nothing is known.</returns>
    public static string Of(string userAgent) =>
        string.Join(", ", new[] { First(Browsers, userAgent), First(Systems, userAgent) }.OfType<string>());

    private static string? First((string Sign, string Name)[] signs, string text) =>
        Array.Find(signs, one => text.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
