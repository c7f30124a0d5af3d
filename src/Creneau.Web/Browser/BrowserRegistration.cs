namespace Creneau.Web.Browser;

public static class BrowserRegistration
{
    public static void AddBookingSession(this IServiceCollection services) =>
        services.AddSingleton<VisitorCookie>()
            .AddSingleton<BookingStateCookie>()
            .AddSingleton<BrowserDrafts>()
            .AddSingleton<BookingSession>();
}
