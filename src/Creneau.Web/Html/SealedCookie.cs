using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace Creneau.Web.Html;

/// <summary>Something that a browser keeps for us, sealed, until it is closed or too long has passed.</summary>
public abstract class SealedCookie<T>(IDataProtectionProvider protection, string name, TimeSpan kept)
    where T : class
{
    /// <summary>Browsers drop a cookie that is longer than 4,096 bytes, name and options included.</summary>
    private const int Longest = 3800;

    // Sealed, no sign of it is read by a browser
    private static readonly JsonSerializerOptions Short = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector(name).ToTimeLimitedDataProtector();

    /// <returns>Null when there is no cookie, or none of ours, or an old one.</returns>
    protected T? Open(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[name] is { } text ? JsonSerializer.Deserialize<T>(_seal.Unprotect(text), Short) : null;
        }
        catch (Exception error) when (error is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Sets the cookie, or begins its time anew.</summary>
    /// <param name="value">Null, or more than a cookie can take: there is none from now on.</param>
    protected void Set(HttpContext context, T? value)
    {
        if (value is null || !TrySet(context, value))
        {
            context.Response.Cookies.Delete(name, PersonalCookie.Options(context, kept: null));
        }
    }

    /// <returns>False when it is more than a cookie can take; then the one there is stays.</returns>
    protected bool TrySet(HttpContext context, T value)
    {
        if (_seal.Protect(JsonSerializer.Serialize(value, Short), kept) is not { Length: <= Longest } text)
        {
            return false;
        }

        context.Response.Cookies.Append(name, text, PersonalCookie.Options(context, kept: null));
        return true;
    }
}
