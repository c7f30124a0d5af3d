using System.Buffers.Text;
using System.Security.Cryptography;
using Creneau.Acting;
using Creneau.Keys;
using Creneau.Text;
using Creneau.Web.Hosting;

namespace Creneau.Web.Browser;

/// <summary>Identifies a browser by a random secret, for a day after its last request: as long as its holds and drafts are kept.</summary>
public sealed class VisitorCookie(PlatformKeys keys)
{
    public const string Name = "creneau-visitor";
    private const int SecretBytes = 16;
    private const int SecretLength = 22;
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    /// <returns>Browser, network and language of the request. A browser without the cookie gets one with the answer.</returns>
    public Actor Of(HttpContext context)
    {
        if (context.Items[typeof(VisitorCookie)] is Actor known)
        {
            return known;
        }

        var language = Wording.Current == Wording.English ? "en" : "fr";
        var network = ClientNetwork.HashOf(context, keys);
        var actor = Actor.Citizen(keys.Browsers.Of("browser", SecretOf(context)), network, language);
        context.Items[typeof(VisitorCookie)] = actor;
        return actor;
    }

    private static string SecretOf(HttpContext context)
    {
        var secret = context.Request.Cookies[Name] is { Length: SecretLength } sent && Base64Url.IsValid(sent)
            ? sent
            : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        context.Response.Cookies.Append(Name, secret, SessionCookieOptions.For(context, MaxAge));
        return secret;
    }
}
