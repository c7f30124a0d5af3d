using Creneau.Acting;

namespace Creneau.Audit;

/// <summary>Whose part of the audit somebody reads.</summary>
/// <param name="TownHallId">
/// What agents did for this town hall, what others did at it, and how its agents came in. Null: the whole platform's.
/// </param>
public sealed record AuditScope(int? TownHallId)
{
    /// <summary>Staff of a town hall read its own and no other; the platform's staff read all, or one town hall's.</summary>
    /// <param name="wanted">A town hall that the platform's staff look at; staff of a town hall cannot choose.</param>
    /// <returns>Null when the audit is not theirs to read.</returns>
    public static AuditScope? Of(Actor reader, int? wanted) =>
        reader.Channel == BookingChannel.CommandLine || (reader.Rights & Rights.Audit) == Rights.Audit
            ? new AuditScope(reader.TownHallId ?? wanted)
            : null;
}
