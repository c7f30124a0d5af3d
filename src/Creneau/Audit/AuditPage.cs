using Creneau.Storage;

namespace Creneau.Audit;

/// <summary>An appointment that stands in the audit and is still kept.</summary>
/// <param name="Opens">The reader may open it.</param>
public sealed record AuditedAppointment(Guid Id, string Reference, bool Opens);

/// <summary>Rows of the audit, the newest first, with what their numbers stand for.</summary>
/// <param name="Next">Where older ones begin; null: there are none.</param>
public sealed record AuditPage(IReadOnlyList<AuditRow> Rows, AuditCursor? Next)
{
    /// <summary>Whose audit is read; null: the whole platform's.</summary>
    public required int? TownHallId { get; init; }

    /// <summary>By account; whoever has left is missing, and so is whoever is none of the reader's colleagues and did nothing.</summary>
    public required IReadOnlyDictionary<int, string> Names { get; init; }

    /// <summary>Those that the reader's town hall may see, by id.</summary>
    public required IReadOnlyDictionary<Guid, AuditedAppointment> Appointments { get; init; }

    /// <summary>The appointment that a row is about, itself or its visit; null: none, or none that may be seen.</summary>
    public AuditedAppointment? AppointmentOf(AuditRow row) =>
        AuditSubjects.AppointmentIn(row.Subject) is { } id ? Appointments.GetValueOrDefault(id) : null;
}

/// <summary>One row of the audit.</summary>
/// <param name="Page">It alone, with what its numbers stand for.</param>
/// <param name="HasValues">There are values of personal fields that the reader may see.</param>
public sealed record AuditedRow(AuditPage Page, bool HasValues)
{
    public AuditRow Row => Page.Rows[0];
}
