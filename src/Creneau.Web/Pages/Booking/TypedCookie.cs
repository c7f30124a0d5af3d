using Creneau.Booking;
using Creneau.Web.Html;
using Microsoft.AspNetCore.DataProtection;

namespace Creneau.Web.Pages.Booking;

/// <param name="Emptied">Random, since it was last emptied: what was typed before stays away, also from « back ».</param>
public sealed record Typed(PartyInput Input, string? Emptied);

/// <summary>
/// Keeps what stands in « Qui vient ? », right or wrong, while somebody looks for another slot; nobody else has it
/// before they send it. As long as a hold can last.
/// </summary>
public sealed class TypedCookie(IDataProtectionProvider protection) : SealedCookie<Typed>(protection, Name, Appointment.LongestHold)
{
    public const string Name = "creneau-saisie";

    /// <returns>Null when nothing is kept.</returns>
    public Typed? Read(HttpContext context) => Open(context);

    public void Write(HttpContext context, Typed typed) => Set(context, typed);

    public void Forget(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(Name)) Set(context, null);
    }
}
