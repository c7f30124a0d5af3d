using Creneau.Acting;

namespace Creneau.Storage;

/// <summary>
/// Who did what, on what, from where and when. Ids, codes and times only; of a personal field only that it changed, its
/// values lie in an <see cref="AuditDetail"/>. Rows are inserted and purged, never changed: a trigger of the database refuses it.
/// </summary>
public sealed class AuditRow
{
    /// <summary>Months for which a row is kept.</summary>
    public const int MonthsKept = 12;

    private AuditRow()
    {
    }

    internal AuditRow(Actor actor, AuditEntry entry, DateTime nowUtc)
    {
        AtUtc = nowUtc;
        ActorKind = actor.Kind;
        ActorId = actor.Id;
        ActorTownHallId = actor.TownHallId;
        TownHallId = entry.TownHallId == actor.TownHallId ? null : entry.TownHallId;
        OnBehalfOf = actor.OnBehalfOf;
        Channel = actor.Channel;
        NetworkHash = actor.NetworkHash;
        Operation = entry.Operation;
        Subject = entry.Subject;
        Before = entry.Before;
        After = entry.After;
        Refusal = entry.Refusal;
        DeleteAfterUtc = nowUtc.AddMonths(MonthsKept);
    }

    public long Id { get; private set; }

    public DateTime AtUtc { get; private set; }

    public ActorKind ActorKind { get; private set; }

    public int? ActorId { get; private set; }

    public int? ActorTownHallId { get; private set; }

    /// <summary>At which town hall it was done, where that is not the actor's own; else null.</summary>
    public int? TownHallId { get; private set; }

    public ActorKind? OnBehalfOf { get; private set; }

    public BookingChannel Channel { get; private set; }

    /// <summary>From where: keyed hash of the network; empty for this machine.</summary>
    public string NetworkHash { get; private set; } = "";

    /// <summary>What was done: "desk-close", "cancel"…</summary>
    public string Operation { get; private set; } = "";

    /// <summary>On what: "desk:12", "appointment:…"; empty when the operation says it all.</summary>
    public string Subject { get; private set; } = "";

    public string? Before { get; private set; }

    public string? After { get; private set; }

    /// <summary>Why it was refused, as a code; null when it was done.</summary>
    public string? Refusal { get; private set; }

    public DateTime DeleteAfterUtc { get; private set; }
}

/// <summary>Values of personal fields that an audited change touched: encrypted, and gone with the appointment.</summary>
public sealed class AuditDetail
{
    private AuditDetail()
    {
    }

    internal AuditDetail(AuditRow row, Guid appointmentId, byte[] cipher) => (Row, AppointmentId, Cipher) = (row, appointmentId, cipher);

    public long Id { get; private set; }

    public AuditRow Row { get; private set; } = null!;

    public Guid AppointmentId { get; private set; }

    public byte[] Cipher { get; private set; } = [];
}

/// <summary>What the audit says of one operation.</summary>
/// <param name="Subject">On what, as "kind:id".</param>
/// <param name="Before">Ids, codes and times before; null when there was nothing.</param>
/// <param name="After">The same afterwards.</param>
/// <param name="Refusal">Why it was refused, as a code; null when it was done.</param>
public sealed record AuditEntry(string Operation, string Subject = "", string? Before = null, string? After = null, string? Refusal = null)
{
    /// <summary>At which town hall it is done: whoever reads that one's audit sees it too. Null: at the actor's own, or at none.</summary>
    public int? TownHallId { get; init; }

    /// <summary>A refusal as a code: names of types and of enum values only, so that nothing that was typed gets in.</summary>
    internal static string CodeOf(object? refusal) => refusal switch
    {
        Enum code => code.ToString(),
        null or ValueType => "Refused",
        _ => string.Join(' ', [refusal.GetType().Name, .. CodesIn(refusal)]),
    };

    private static IEnumerable<string> CodesIn(object refusal) =>
        refusal.GetType().GetProperties().Where(property => property.PropertyType.IsEnum)
            .Select(property => property.GetValue(refusal)!.ToString()!);
}
