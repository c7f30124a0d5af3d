using Creneau.Availability;
using Creneau.OnePerPerson;

namespace Creneau.Offers;

/// <summary>Confirmed again, or what is in the way. A refusal has written nothing but what rule 4 counts.</summary>
public abstract record TakeOfferResult
{
    /// <summary>Also when it was taken a moment ago: a double click.</summary>
    public sealed record Taken : TakeOfferResult;

    /// <summary>That start is gone; others of the offer may be left.</summary>
    public sealed record Refused(SlotRefusal Reason) : TakeOfferResult;

    /// <summary>Somebody of them has another appointment by now (rule 4).</summary>
    /// <param name="Seen">Those that an agent may see; of all others there is the bare fact.</param>
    public sealed record Duplicate(IReadOnlyList<int> Ordinals, IReadOnlyList<SeenAppointment> Seen) : TakeOfferResult;

    /// <summary>It cannot be confirmed here, and enough has been told today: the town hall can help.</summary>
    public sealed record NotTold : TakeOfferResult;

    /// <summary>No offer is open (any more), or it is not open to this right.</summary>
    public sealed record Gone : TakeOfferResult;
}
