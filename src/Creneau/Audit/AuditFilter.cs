using System.Globalization;
using Creneau.Storage;

namespace Creneau.Audit;

/// <summary>What the audit is narrowed to; nothing named: all of it.</summary>
/// <param name="FromUtc">Included; null: as far back as rows are kept.</param>
/// <param name="UntilUtc">Not included; null: until now.</param>
/// <param name="Operation">As in <see cref="AuditRow.Operation"/>.</param>
/// <param name="Reference">Ten digits of an appointment that is still kept, and that the reader's town hall may see.</param>
public sealed record AuditFilter(
    DateTime? FromUtc = null,
    DateTime? UntilUtc = null,
    int? AgentId = null,
    string? Operation = null,
    string? Reference = null,
    bool RefusalsOnly = false)
{
    /// <summary>For the audit itself; a reference is no more than named.</summary>
    internal string Codes => string.Join(' ', Parts());

    private IEnumerable<string> Parts()
    {
        if (FromUtc is { } from) yield return Text("from", from);
        if (UntilUtc is { } until) yield return Text("until", until);
        if (AgentId is { } agent) yield return string.Create(CultureInfo.InvariantCulture, $"agent:{agent}");
        if (Operation is not null) yield return $"operation:{Operation}";
        if (Reference is not null) yield return "reference";
        if (RefusalsOnly) yield return "refusals";
    }

    private static string Text(string kind, DateTime utc) => string.Create(CultureInfo.InvariantCulture, $"{kind}:{utc:yyyy-MM-ddTHH:mm}Z");
}

/// <summary>The row after which reading goes on, towards older ones: newer rows that are added meanwhile change nothing.</summary>
public sealed record AuditCursor(DateTime AtUtc, long Id)
{
    internal static AuditCursor After(AuditRow row) => new(row.AtUtc, row.Id);

    public static AuditCursor? Read(string? text) =>
        text?.Split('-') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTime.MaxValue.Ticks
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? new AuditCursor(new DateTime(at, DateTimeKind.Utc), row)
            : null;

    /// <summary>As <see cref="Read"/> reads it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtUtc.Ticks}-{Id}");
}
