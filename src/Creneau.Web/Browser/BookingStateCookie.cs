using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace Creneau.Web.Browser;

/// <summary>
/// Keeps a <see cref="BookingState"/> in an encrypted cookie until the browser is closed or two hours pass without a page.
/// </summary>
public sealed class BookingStateCookie(IDataProtectionProvider protection)
{
    public const string Name = "creneau-rendez-vous";

    /// <summary>Browsers drop a cookie of more than 4,096 bytes, name and options included.</summary>
    private const int LongestValue = 3800;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    // The value is encrypted: nothing in it needs escaping for HTML
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector(Name).ToTimeLimitedDataProtector();

    /// <returns>The state that this request brought or wrote; an empty one when the cookie is missing, forged or expired.</returns>
    public BookingState Read(HttpContext context)
    {
        if (context.Items[typeof(BookingStateCookie)] is BookingState current)
        {
            return current;
        }

        var state = Decrypt(context.Request.Cookies[Name]) ?? new BookingState();
        context.Items[typeof(BookingStateCookie)] = state;
        return state;
    }

    /// <summary>Writes the cookie and starts its lifetime again; an empty state, or one too long for a cookie, removes it.</summary>
    public void Write(HttpContext context, BookingState state)
    {
        context.Items[typeof(BookingStateCookie)] = state;
        var options = SessionCookieOptions.For(context, maxAge: null);
        if (state != new BookingState()
            && _protector.Protect(JsonSerializer.Serialize(state, Json), Lifetime) is { Length: <= LongestValue } value)
        {
            context.Response.Cookies.Append(Name, value, options);
        }
        else
        {
            context.Response.Cookies.Delete(Name, options);
        }
    }

    private BookingState? Decrypt(string? value)
    {
        try
        {
            return value is null ? null : JsonSerializer.Deserialize<BookingState>(_protector.Unprotect(value), Json);
        }
        catch (Exception error) when (error is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
