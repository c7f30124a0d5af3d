using Creneau.Scheduling;

namespace Creneau.Catalogue;

/// <summary>What is booked at a planning: identity card, passport, school registration, a wedding…</summary>
public sealed class Service
{
    /// <summary>The group of desks that every planning has; further groups are 1 to 7.</summary>
    public const int FirstGroup = 1;

    private Service()
    {
    }

    private Service(int ordinal, ServiceMinutes? minutes, int[] procedures, int groups)
    {
        Ordinal = ordinal;
        FirstMinutes = minutes?.First;
        FurtherMinutes = minutes?.Further;
        Procedures = procedures;
        Groups = groups;
    }

    public int Id { get; private set; }

    public int PlanningId { get; private set; }

    /// <summary>Null: a service of this planning alone, found, moved and offered only within it.</summary>
    public int? KindId { get; private set; }

    public ServiceKind? Kind { get; private set; }

    /// <summary>Its bit among the services of the planning, 0 to 63; never reused.</summary>
    public int Ordinal { get; private set; }

    /// <summary>For the first person; null: as its kind has them.</summary>
    public int? FirstMinutes { get; private set; }

    /// <summary>For each further person; null: as its kind has them.</summary>
    public int? FurtherMinutes { get; private set; }

    /// <summary>Minutes before the start in which its desks are prepared, unseen by the public; a multiple of 5.</summary>
    public int BeforeMinutes { get; private set; }

    /// <summary>Minutes after the end in which its desks are put in order, unseen by the public; a multiple of 5.</summary>
    public int AfterMinutes { get; private set; }

    /// <summary>Only agents book it; the public does not see it.</summary>
    public bool CounterOnly { get; private set; }

    /// <summary>None, one or two procedures that the service covers (ids of <see cref="Procedure"/>).</summary>
    public int[] Procedures { get; private set; } = [];

    /// <summary>Groups of desks of which it takes one desk each, as bits (hall and officiant: 3). The lowest one is counted.</summary>
    public int Groups { get; private set; } = FirstGroup;

    /// <summary>Its own texts; null: those of its kind.</summary>
    public ServiceTexts? OwnTexts { get; private set; }

    /// <exception cref="InvalidOperationException">They are those of its kind, which was not loaded.</exception>
    public ServiceMinutes Minutes => new(FirstMinutes ?? OfKind.First, FurtherMinutes ?? OfKind.Further);

    public ServiceTexts Texts => OwnTexts ?? Kind?.Texts ?? ServiceTexts.None;

    /// <summary>Possible only at the town hall where the request was filed (rule 11).</summary>
    public bool OnlyWhereFiled => Kind?.OnlyWhereFiled == true;

    /// <summary>A collection needs no pre-request number: the document already exists (rule 11).</summary>
    public bool TakesPreRequest => Procedures.Length > 0;

    private ServiceMinutes OfKind =>
        Kind?.Minutes ?? throw new InvalidOperationException("The kind of a service that has its minutes was not loaded.");

    /// <summary>A service of a kind of the platform.</summary>
    /// <param name="minutes">Null: as the kind has them, now and later.</param>
    public static Service Of(ServiceKind kind, int ordinal, ServiceMinutes? minutes = null, int groups = FirstGroup) =>
        new(ordinal, minutes, [.. kind.Procedures], groups) { KindId = kind.Id };

    /// <param name="before">Minutes, 0 or more, a multiple of 5.</param>
    /// <param name="after">Minutes, 0 or more, a multiple of 5.</param>
    public Service Hiding(int before, int after)
    {
        (BeforeMinutes, AfterMinutes) = (before, after);
        return this;
    }

    /// <summary>As the engine reads it.</summary>
    public SiteService ToSiteService() => new(KindId ?? SiteService.NoKind, Ordinal, Minutes)
    {
        Groups = (byte)Groups,
        BeforeMinutes = BeforeMinutes,
        AfterMinutes = AfterMinutes,
        CounterOnly = CounterOnly,
    };

    /// <param name="first">Null: as its kind has them.</param>
    /// <param name="further">Null: as its kind has them.</param>
    /// <exception cref="ArgumentException">It has no kind, and so needs both.</exception>
    public void SetMinutes(int? first, int? further)
    {
        if (KindId is null && (first is null || further is null))
        {
            throw new ArgumentException("A service without a kind has minutes of its own.", nameof(first));
        }

        (FirstMinutes, FurtherMinutes) = (first, further);
    }

    public void SetCounterOnly(bool counterOnly) => CounterOnly = counterOnly;

    /// <summary>Renames a service that has no kind.</summary>
    public void Rename(ServiceTexts texts) => OwnTexts = texts;

    /// <summary>A service of one planning alone.</summary>
    public static Service Own(ServiceTexts texts, int ordinal, ServiceMinutes minutes, int groups = FirstGroup) =>
        new(ordinal, minutes, [], groups) { OwnTexts = texts };
}
