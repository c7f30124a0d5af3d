using Creneau.Web.Search;

namespace Creneau.Web.Pages.Shared.Slots;

/// <summary>A free start that is offered.</summary>
/// <param name="Place">« Mairie de Passy ».</param>
/// <param name="Km">From the site that was asked for.</param>
public sealed record SlotOffer(SlotValue Slot, string Place, double Km);

/// <summary>For `_Offers`: the nearest free starts, as buttons named `slot`.</summary>
/// <param name="Action">Where the buttons post to when that is not their form's own action; null otherwise.</param>
/// <param name="Form">Id of the form of the buttons when they stand outside it; null otherwise.</param>
public sealed record SlotOffers(IReadOnlyList<SlotOffer> Starts, string? Action = null, string? Form = null);

/// <summary>For `_Refusal`: why a start cannot be had, and what is offered instead.</summary>
/// <param name="Form">What is posted with another start, and where.</param>
public sealed record SlotRefused(string Title, string Reason, SlotOffers Offers, SlotForm Form);
