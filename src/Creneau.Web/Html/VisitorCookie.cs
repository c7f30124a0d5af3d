using System.Buffers.Text;
using System.Security.Cryptography;
using Creneau.Booking;
using Creneau.Privacy;
using Creneau.Text;

namespace Creneau.Web.Html;

/// <summary>Tells browsers apart by a random secret, for as long as what was typed for a hold is kept: a day. It says nothing about the person.</summary>
public sealed class VisitorCookie(Keys keys)
{
    public const string Name = "creneau-visitor";
    private const int SecretBytes = 16;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <returns>The visitor; a browser without the cookie is given one with this answer.</returns>
    public Visitor Of(HttpContext context)
    {
        var language = Wording.Current == Wording.English ? "en" : "fr";
        return new Visitor(keys.Browsers.Of("browser", Secret(context)), keys.Subjects.Of("network", AddressLimits.NetworkOf(context.Connection.RemoteIpAddress)), language);
    }

    private static string Secret(HttpContext context)
    {
        if (context.Items[typeof(VisitorCookie)] is string known)
        {
            return known;
        }

        var secret = context.Request.Cookies[Name] is { Length: 22 } sent && Base64Url.IsValid(sent)
            ? sent
            : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        context.Items[typeof(VisitorCookie)] = secret;
        context.Response.Cookies.Append(Name, secret, PersonalCookie.Options(context, Kept));
        return secret;
    }
}

/// <summary>How the cookies of the booking are set: for this site, both languages, no script.</summary>
internal static class PersonalCookie
{
    /// <param name="kept">Null: until the browser is closed.</param>
    public static CookieOptions Options(HttpContext context, TimeSpan? kept) => new()
    {
        Path = "/",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        IsEssential = true,
        MaxAge = kept,
    };
}
