using System.Text.Json.Serialization;

namespace Creneau.Counter.Visits;

/// <summary>Why the counter did not note something.</summary>
public enum VisitRefusal
{
    /// <summary>No such visit, appointment or desk, or not one of the actor's town hall.</summary>
    NotFound,
    /// <summary>Of another day: only today's are called, and nothing of a day is noted after 03:00 of the next.</summary>
    NotToday,
    /// <summary>It stands otherwise than this needs: somebody else was quicker, or it was noted before.</summary>
    OtherwiseNow,
    /// <summary>The actor is not signed on at the desk; <see cref="VisitResult.Refused.AgentName"/> may be.</summary>
    NotSignedOn,
    /// <summary>Another visit is at the desk: finish it, pause it, or stay.</summary>
    DeskBusy,
    /// <summary>Called a moment ago and nobody came: not before <see cref="VisitResult.Refused.AtUtc"/>.</summary>
    CalledJustNow,
    /// <summary>The minute in which a step can be undone is over.</summary>
    TooLate,
    /// <summary>Somebody of the party has another appointment by now.</summary>
    HasAnother,
    /// <summary>As many people without an appointment as the town hall takes in this half day.</summary>
    CapReached,
    /// <summary>More steps than a visit has.</summary>
    TooMany,
}

[JsonDerivedType(typeof(Noted), "noted")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record VisitResult
{
    public sealed record Noted(Guid VisitId) : VisitResult;

    public sealed record Refused(VisitRefusal Reason) : VisitResult
    {
        /// <summary>The desk that it is about; null for none.</summary>
        public int? DeskId { get; init; }

        /// <summary>Who is in the way; null for nobody, or for the actor.</summary>
        public string? AgentName { get; init; }

        public DateTime? AtUtc { get; init; }
    }
}
