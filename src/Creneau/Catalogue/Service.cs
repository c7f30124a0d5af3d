using Creneau.Scheduling;

namespace Creneau.Catalogue;

/// <summary>What is booked at a planning: identity card, passport, both, collection…</summary>
public sealed class Service
{
    private Service()
    {
    }

    public Service(ServiceKind kind, int ordinal, ServiceMinutes minutes, params int[] procedures)
    {
        Kind = kind;
        Ordinal = ordinal;
        FirstMinutes = minutes.First;
        FurtherMinutes = minutes.Further;
        Procedures = procedures;
    }

    public int Id { get; private set; }
    public int PlanningId { get; private set; }
    public ServiceKind Kind { get; private set; }

    /// <summary>Its bit among the services of the planning, 0 to 63; never reused.</summary>
    public int Ordinal { get; private set; }

    public int FirstMinutes { get; private set; }
    public int FurtherMinutes { get; private set; }

    /// <summary>None, one or two procedures that the service covers (ids of <see cref="Procedure"/>).</summary>
    public int[] Procedures { get; private set; } = [];

    public ServiceMinutes Minutes => new(FirstMinutes, FurtherMinutes);

    /// <summary>A collection needs no pre-request number: the document already exists (rule 11).</summary>
    public bool TakesPreRequest => Procedures.Length > 0;
}
