using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Creneau.Web.Html;

/// <summary>What has just happened to the appointment, so that its page can say so.</summary>
public enum News
{
    None,
    Confirmed,
    Moved,
    PartyChanged,
}

/// <summary>What a browser is at: a slot that is kept for it, an appointment that it has proven to be its own, or both.</summary>
/// <param name="TokenVersion">Of the appointment; a raised one shuts the browser out.</param>
/// <param name="Search">Query of the search that the slot came from, to go back to it.</param>
/// <param name="Leaver">First name of who was just removed from the appointment, so that its page can say so.</param>
/// <param name="Told">What was answered to the right code of a hold that was not confirmed.</param>
public sealed record BookingState(Guid? HoldId = null, Guid? AppointmentId = null, int TokenVersion = 0, News News = News.None, string? Search = null, string? Leaver = null, Told? Told = null);

/// <summary>Who cannot be confirmed (rule 4). Each such answer is counted: a page that is opened again reads it here and asks about nobody.</summary>
/// <param name="Ordinals">Of the people of the hold; empty when nothing more is told.</param>
/// <param name="OwnAppointmentId">The other appointment, where it is their own.</param>
public sealed record Told(Guid HoldId, IReadOnlyList<int> Ordinals, Guid? OwnAppointmentId = null);

/// <summary>Keeps a <see cref="BookingState"/> in the browser, sealed, until it is closed or two hours have passed without a page.</summary>
public sealed class BookingCookie(IDataProtectionProvider protection)
{
    public const string Name = "creneau-rendez-vous";
    private static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector(Name).ToTimeLimitedDataProtector();

    /// <returns>An empty state when there is no cookie, or none of ours, or an old one.</returns>
    public BookingState Read(HttpContext context)
    {
        if (context.Items[typeof(BookingCookie)] is BookingState current)
        {
            return current;
        }

        var state = Open(context.Request.Cookies[Name]);
        context.Items[typeof(BookingCookie)] = state;
        return state;
    }

    /// <summary>Sets the state, or renews the two hours.</summary>
    public void Write(HttpContext context, BookingState state)
    {
        context.Items[typeof(BookingCookie)] = state;
        var options = PersonalCookie.Options(context, kept: null);
        if (state == new BookingState())
        {
            context.Response.Cookies.Delete(Name, options);
            return;
        }

        context.Response.Cookies.Append(Name, _seal.Protect(JsonSerializer.Serialize(state), Idle), options);
    }

    private BookingState Open(string? sealedState)
    {
        try
        {
            return sealedState is null ? new BookingState() : JsonSerializer.Deserialize<BookingState>(_seal.Unprotect(sealedState)) ?? new BookingState();
        }
        catch (Exception error) when (error is CryptographicException or JsonException)
        {
            return new BookingState();
        }
    }
}
