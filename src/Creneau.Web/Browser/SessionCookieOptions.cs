namespace Creneau.Web.Browser;

/// <summary>Options of the booking's cookies: this site only, both languages, not readable by scripts.</summary>
internal static class SessionCookieOptions
{
    /// <param name="maxAge">Null: until the browser is closed.</param>
    public static CookieOptions For(HttpContext context, TimeSpan? maxAge) => new()
    {
        Path = "/",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        IsEssential = true,
        MaxAge = maxAge,
    };
}
