using System.Text.Json.Serialization;
using Creneau.Web.Pages.Shared.Forms;

namespace Creneau.Web.Browser;

/// <summary>What the draft row of a browser holds, before encryption.</summary>
/// <param name="FormVersion">Of the form it was filled in in; see <see cref="BookingState"/>.</param>
/// <param name="Input">The form as it was filled in and not sent; null when it was sent: what the hold has is shown then.</param>
/// <param name="Waiting">What the form of this hold does not ask for: people without a place, pre-request numbers. The
/// next hold's may.</param>
/// <param name="PartyNames">Who was just added to the appointment or removed from it.</param>
public sealed record DraftContent(string FormVersion, PartyInput? Input = null, PartyInput? Waiting = null, PartyNames? PartyNames = null)
{
    [JsonIgnore]
    public bool IsEmpty => Input is null && Waiting is null && PartyNames is null;
}

/// <summary>First names for the notice on the appointment's page; null: nobody.</summary>
public sealed record PartyNames(string? Added, string? Removed);
