using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Creneau.Administration;

/// <summary>
/// Which values a form was opened with: it is sent along, so that what somebody else saved meanwhile is not overwritten unseen. Each
/// section has its own, so that two people may change different sections at once.
/// </summary>
public static class SectionVersion
{
    private const int Bytes = 9;

    /// <param name="section">A record of the values, as they are stored.</param>
    public static string Of<T>(T section)
        where T : notnull => Convert.ToBase64String(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(section))[..Bytes]);

    /// <summary>Names of the values that differ, as codes for the audit: « value:Name value:Phone ».</summary>
    internal static string Changes<T>(T before, T after)
        where T : notnull
    {
        var (old, now) = (Values(before), Values(after));
        return string.Join(' ', now.Where(one => !JsonNode.DeepEquals(one.Value, old[one.Key])).Select(one => $"value:{one.Key}"));
    }

    private static JsonObject Values<T>(T section) => JsonSerializer.SerializeToNode(section)!.AsObject();
}
