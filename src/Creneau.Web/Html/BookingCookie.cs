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
/// <param name="Comer">First name of who was just added to it.</param>
/// <param name="Told">What was answered to the right code of a hold that was not confirmed.</param>
public sealed record BookingState(Guid? HoldId = null, Guid? AppointmentId = null, int TokenVersion = 0, News News = News.None, string? Search = null, string? Leaver = null, string? Comer = null, Told? Told = null);

/// <summary>Who cannot be confirmed (rule 4). Each such answer is counted: a page that is opened again reads it here and asks about nobody.</summary>
/// <param name="Ordinals">Of the people of the hold; empty when nothing more is told.</param>
/// <param name="OwnAppointmentId">The other appointment, where it is their own.</param>
public sealed record Told(Guid HoldId, IReadOnlyList<int> Ordinals, Guid? OwnAppointmentId = null);

/// <summary>Keeps a <see cref="BookingState"/> in the browser until two hours have passed without a page.</summary>
public sealed class BookingCookie(IDataProtectionProvider protection) : SealedCookie<BookingState>(protection, Name, TimeSpan.FromHours(2))
{
    public const string Name = "creneau-rendez-vous";

    public BookingState Read(HttpContext context)
    {
        if (context.Items[typeof(BookingCookie)] is BookingState current)
        {
            return current;
        }

        var state = Open(context) ?? new BookingState();
        context.Items[typeof(BookingCookie)] = state;
        return state;
    }

    public void Write(HttpContext context, BookingState state)
    {
        context.Items[typeof(BookingCookie)] = state;
        Set(context, state == new BookingState() ? null : state);
    }
}
