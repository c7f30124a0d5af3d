using Creneau.Appointments;
using Creneau.Text;

namespace Creneau.Offers.Runs;

/// <summary>What a town hall wants to cancel: appointments that were chosen, or all in a time at a desk or a site.</summary>
public sealed record CancellationTarget(int TownHallId, CancellationScope Scope)
{
    /// <summary>Of every scope but chosen ones.</summary>
    public CancelledRange? Range { get; init; }

    /// <summary>Of that scope alone; of no other.</summary>
    public IReadOnlyList<Guid> Chosen { get; init; } = [];
}

/// <summary>How it is cancelled.</summary>
/// <param name="Reason">What the people are told: a code of <see cref="ListedReason"/>, or typed, 1 to 500 characters.</param>
/// <param name="Seen">The appointments that were shown as to be cancelled.</param>
/// <param name="Closes">
/// Nobody can book there either: the desk is out of order from now on, or the desk or site closed for that time. Needs the right to
/// the hours.
/// </param>
public sealed record CancellationOrder(string Reason, IReadOnlyCollection<Guid> Seen, bool Closes);

public enum CancellationRefusal
{
    /// <summary>No such desk, site or appointment, or not one of the actor's town hall.</summary>
    NotFound,

    /// <summary>The end is not after the beginning.</summary>
    Reversed,

    /// <summary>It is over, or begins before today.</summary>
    Past,

    /// <summary>More than <see cref="CancelledRange.MostDays"/> days.</summary>
    TooLong,

    /// <summary>Nobody has an appointment there that is still ahead.</summary>
    Nobody,

    /// <summary>Somebody has booked there since it was shown.</summary>
    OthersInside,

    /// <summary>People are told why.</summary>
    NoReason,
}

/// <summary>Who has an appointment in the time that is cancelled.</summary>
/// <param name="ToCancel">Confirmed and ahead, in the order of their starts.</param>
/// <param name="ToSettle">Who has arrived, or should have by now: for the agent to settle; nothing is done to them.</param>
/// <param name="InProgress">Visits that go on.</param>
internal sealed record Affected(IReadOnlyList<Appointment> ToCancel, IReadOnlyList<Appointment> ToSettle, int InProgress);
