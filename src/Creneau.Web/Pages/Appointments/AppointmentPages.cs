using Creneau.Web.Filters;

namespace Creneau.Web.Pages.Appointments;

/// <summary>The pages of an appointment that there is: found again, moved, cancelled, for more or fewer people.</summary>
public static class AppointmentPages
{
    public static void AddAppointmentPages(this IServiceCollection services)
    {
        services.AddPersonalPages("/Appointments");
        services.AddSingleton<AppointmentWords>();
    }
}
