using Creneau.Booking;
using Creneau.Web.Html;
using Microsoft.AspNetCore.DataProtection;

namespace Creneau.Web.Pages.Booking;

/// <param name="Input">Null: what is noted with the hold counts.</param>
/// <param name="Since">Random, since it was last emptied or sent: what was typed before stays away, also from « back » and from another tab.</param>
/// <param name="Behind">What the slot that it was sent for did not ask for: the next slot may.</param>
public sealed record Typed(PartyInput? Input, string? Since, PartyInput? Behind = null);

/// <summary>
/// Keeps what stands in « Qui vient ? », right or wrong, while somebody looks for another slot; nobody else has it
/// before they send it. As long as a hold can last.
/// </summary>
public sealed class TypedCookie(IDataProtectionProvider protection) : SealedCookie<Typed>(protection, Name, Appointment.LongestHold)
{
    public const string Name = "creneau-saisie";

    /// <returns>Null when nothing is kept.</returns>
    public Typed? Read(HttpContext context) => Open(context);

    /// <returns>False when it is more than a browser can keep: then nothing typed is kept.</returns>
    public bool Write(HttpContext context, Typed typed)
    {
        if (TrySet(context, typed))
        {
            return true;
        }

        Set(context, typed.Since is null ? null : new Typed(null, typed.Since));
        return false;
    }

    public void Forget(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(Name)) Set(context, null);
    }
}
