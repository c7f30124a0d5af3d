using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Creneau.Availability;
using Creneau.Keys;

namespace Creneau.Doctor;

/// <summary>One desk as a node has it in memory: revisions, and a hash of all that is open and taken.</summary>
public sealed record SeenDesk(int Desk, long Revision, long ScheduleRevision, string Hash);

/// <summary>What a node has in memory.</summary>
/// <param name="FirstDay">The first day it holds; hashes of other first days cannot be compared.</param>
public sealed record NodeView(DateOnly FirstDay, IReadOnlyList<SeenDesk> Desks)
{
    /// <summary>The view of this process.</summary>
    public static NodeView Of(AvailabilityIndex index) => new(index.FirstDay, [.. index.States.Select(Seen).OrderBy(desk => desk.Desk)]);

    internal static SeenDesk Seen(DeskState state) =>
        new(
        state.DeskId,
        state.Revision,
        state.ScheduleRevision,
        string.Join(
            ' ',
            state.Calendars.OrderBy(one => one.PlanningId).Select(
                one => $"{one.PlanningId}:{one.Calendar.Hash().ToString("x16", CultureInfo.InvariantCulture)}")));
}

/// <summary>The header by which `doctor` proves to a node that it knows the platform's keys; worth something for five minutes.</summary>
public static class NodeProof
{
    public const string Header = "X-Creneau-Doctor";
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(5);

    public static string Make(PlatformKeys keys, DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{second}.{keys.Nodes.Of("availability", second)}";
    }

    /// <returns>False as well for a header that is missing, malformed, too old or of the future.</returns>
    public static bool IsGood(string? header, PlatformKeys keys, DateTimeOffset now)
    {
        if (header?.Split('.') is not [var second, var proof]
            || !long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var made))
        {
            return false;
        }

        return Math.Abs(now.ToUnixTimeSeconds() - made) <= Valid.TotalSeconds
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(keys.Nodes.Of("availability", second)), Encoding.ASCII.GetBytes(proof));
    }
}
