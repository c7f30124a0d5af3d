namespace Creneau.Web.Pages.Booking;

public sealed class BookingTexts;
