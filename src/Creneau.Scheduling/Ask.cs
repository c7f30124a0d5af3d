namespace Creneau.Scheduling;

/// <summary>What somebody wants to book in one planning.</summary>
/// <param name="Services">
/// The services of all persons, by their local index; the opening of a desk must serve every one that needs the desk's
/// group.
/// </param>
/// <param name="Minutes">
/// Duration before rounding up to the opening's step, as <see cref="PartyDuration"/> gives it; below 1 counts as 1.
/// </param>
/// <param name="AtCounter">True for an agent, who may also use what is kept for the counter.</param>
/// <param name="Groups">
/// The desk groups of all services together, one desk of each is taken: bit g stands for the group with the ordinal g, 0 to
/// 7. 0 counts as group 0 alone.
/// </param>
public readonly record struct Ask(ServiceSet Services, int Minutes, bool AtCounter, byte Groups = 1)
{
    /// <summary>Minutes before the start in which the desk is needed too, unseen by the public; rounded up to a multiple of 5.</summary>
    public int BeforeMinutes { get; init; }

    /// <summary>Minutes after the end in which the desk is needed too, unseen by the public; rounded up to a multiple of 5.</summary>
    public int AfterMinutes { get; init; }

    /// <summary>Whether the desk is needed for longer than people are told.</summary>
    internal bool HasHidden => (BeforeMinutes | AfterMinutes) > 0;

    internal int BeforeUnits => BeforeMinutes > 0 ? UnitsFor(BeforeMinutes) : 0;

    internal int AfterUnits => AfterMinutes > 0 ? UnitsFor(AfterMinutes) : 0;

    /// <summary>The range that a desk is taken for, hidden minutes included.</summary>
    /// <param name="time">What people are told.</param>
    public MinuteRange TakenFor(MinuteRange time) =>
        new(time.Start - (BeforeUnits * DayBits.UnitMinutes), time.End + (AfterUnits * DayBits.UnitMinutes));

    /// <summary>The groups as bits, at least one.</summary>
    internal uint AskedGroups => Groups == 0 ? 1u : Groups;

    /// <summary>How many groups are asked: as many desks are taken, 1 to 8.</summary>
    public int GroupCount => System.Numerics.BitOperations.PopCount(AskedGroups);

    /// <summary>Whether a desk of this group is asked for.</summary>
    public bool Takes(int group) => (AskedGroups >> group & 1) != 0;

    /// <summary>Five-minute units that it takes at least, whatever the step of the opening.</summary>
    internal int LeastUnits => UnitsFor(Minutes);

    /// <summary>Minutes as five-minute units, rounded up, at least 1.</summary>
    internal static int UnitsFor(int minutes) => minutes <= DayBits.UnitMinutes ? 1 : ((minutes - 1) / DayBits.UnitMinutes) + 1;
}
