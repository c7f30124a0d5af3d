using Creneau.Availability.Openings;

namespace Creneau.Hours.Drafts;

/// <summary>Why an edit is not possible.</summary>
public enum HoursRefusal
{
    /// <summary>No such draft, item, planning, site or desk, or not one of the actor's town hall.</summary>
    NotFound,

    /// <summary>Somebody else has touched the draft since it was shown.</summary>
    ChangedSince,

    /// <summary>Empty, reversed, off the five-minute grid or beyond the day.</summary>
    NoRange,

    /// <summary>The step is not a multiple of 5 between 5 and 240, or longer than the range.</summary>
    BadStep,

    /// <summary>It serves nothing.</summary>
    NoService,

    /// <summary>Its last day lies before its first, it falls on no day, or every 0 weeks.</summary>
    NoDay,

    /// <summary>The desk is not used by the planning there, or there is none.</summary>
    NoDesk,

    /// <summary>Another range of the same desk serves the same at the same time.</summary>
    Overlaps,

    /// <summary>More is kept for the counter than there is, or a moment of the day that does not exist.</summary>
    BadRelease,

    /// <summary>The closure ends before it begins.</summary>
    Reversed,

    /// <summary>What people are told of the closure is longer than <see cref="Closure.LongestTold"/>.</summary>
    TooLong,

    /// <summary>Notice or horizon out of range.</summary>
    BadWindow,

    /// <summary>The agent is not one of the town hall's.</summary>
    NoAgent,

    /// <summary>It would end or shorten the closure of a desk, site or town hall that is retired.</summary>
    Retired,
}
