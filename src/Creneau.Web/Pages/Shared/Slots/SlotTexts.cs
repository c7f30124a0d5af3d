namespace Creneau.Web.Pages.Shared.Slots;

/// <summary>When, where and for whom a slot is, and why one cannot be had.</summary>
public sealed class SlotTexts;
