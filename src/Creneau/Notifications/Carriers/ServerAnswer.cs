using System.Text.RegularExpressions;

namespace Creneau.Notifications.Carriers;

/// <summary>What a server answered, as it may be kept and shown: without addresses, on one line, not long.</summary>
internal static partial class ServerAnswer
{
    private const int Longest = 200;

    public static string WithoutAddresses(string answer, string address)
    {
        var known = answer.Replace(address, "…", StringComparison.OrdinalIgnoreCase);
        var clean = Gap().Replace(AnyAddress().Replace(known, "…"), " ").Trim();
        return clean.Length <= Longest ? clean : clean[..Longest];
    }

    [GeneratedRegex(@"[^\s<>\[\]()""';,:]+@[^\s<>\[\]()""';,:]+")]
    private static partial Regex AnyAddress();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Gap();
}
