using Creneau.Booking;
using Creneau.Web.Html;
using Microsoft.AspNetCore.DataProtection;

namespace Creneau.Web.Pages.Booking;

/// <summary>
/// Keeps what stands in « Qui vient ? », right or wrong, while somebody looks for another slot; nobody else has it
/// before they send it. As long as a hold can last.
/// </summary>
public sealed class TypedCookie(IDataProtectionProvider protection) : SealedCookie<PartyInput>(protection, Name, Appointment.LongestHold)
{
    public const string Name = "creneau-saisie";

    /// <returns>Null when nothing is kept.</returns>
    public PartyInput? Read(HttpContext context) => Open(context);

    public void Write(HttpContext context, PartyInput typed) => Set(context, typed);

    public void Forget(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(Name)) Set(context, null);
    }
}
